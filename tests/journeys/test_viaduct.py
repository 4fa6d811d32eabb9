"""A man threatens to jump from a viaduct and has been drinking: the main line in four windows at once."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import FORM, PATIENCE, House, Window

TOLD = {
    "went_before": "Stond op de leuning van het viaduct en dreigde te springen.",
    "seen": "Ruikt naar alcohol, huilt, laat zich bij de arm nemen.",
    "searched": "Ja, niets gevonden.",
    "items_taken": "Geen.",
    "restraint": "Geen.",
    "promised": "Dat zijn broer wordt gebeld.",
}


def test_from_report_to_release_in_four_windows(house: House, window: Callable[..., Window]) -> None:
    nurse = window("triage_nurse")
    nurse.follows()
    operator = window("operator")
    number, link = takes_the_report(operator)
    operator.check("incident after the report")
    operator.picture("reported")

    reporter = window(phone=True)
    reporter.open(link)
    reporter.check("reporter's page")
    reporter.picture("reporter")

    expect(nurse.page.locator(f"#row-{number}")).to_be_attached(timeout=PATIENCE)
    operator.step(number, "ask_care").send()
    nurse.step(number, "advise")
    nurse.choose("answer_code", "advice")
    nurse.write("text", "Eén iemand praat, houd afstand, noem zijn naam.")
    nurse.send()

    sends(operator, number, organisation="Politie")
    sends(nurse, number, organisation="Crisisdienst", expected="25")
    operator.open(f"/incidents/{number}/")
    operator.sees(".log, #incident-log, .timeline")
    operator.picture("incident")
    operator.open("/now/")
    operator.follows()
    operator.picture("now")
    nurse.open("/triage/")
    nurse.follows()
    nurse.picture("triage")

    officer = window("officer", phone=True)
    on_the_spot(officer, number)
    picture_together(officer, nurse, number)

    not_assessable(window("crisis_worker"), number)
    officer.open(f"/street/{number}/")
    officer.page.locator('form button[name="phase"][value="directly_safe"]').click()
    expect(officer.page.locator('button[value="directly_safe"][aria-pressed="true"]')).to_be_visible(
        timeout=PATIENCE
    )
    refused = officer.step(number, "release", street=True).send_in_vain()
    assert len(refused.splitlines()) > 3
    officer.check("release refused")
    officer.picture("release-refused")

    keeper = window("sobering_worker")
    returned_once_then_accepted(operator, keeper, number)

    operator.step(number, "tell_reporter")
    operator.choose("message", "care_has_it")
    operator.send()
    officer.step(number, "release", street=True)
    officer.tick("people_know")
    officer.send()
    operator.step(number, "close").send()
    reporter.open(link)
    reporter.picture("reporter-told")
    reporter.check("reporter's page at the end")

    verified = house.command("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    operator.open(f"/incidents/{number}/")
    operator.check("closed incident")
    assert operator.page.locator('[data-clock][data-state="running"]').count() == 0


def takes_the_report(operator: Window) -> tuple[str, str]:
    """The report, with the proposals accepted by key; returns the number and the reporter's link."""
    operator.open("/reports/new/")
    page = operator.page
    page.fill('[name="address"]', "Viaduct Ringweg bij afslag 7")
    page.fill(
        '[name="text"]',
        "Er staat een man op de leuning van het viaduct. Hij zegt dat hij springt. Hij heeft gedronken.",
    )
    operator.sees("#accept-class")
    page.fill('[name="reporter_name"]', "Mevrouw Voorbij")
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.locator("#accept-class")).to_be_checked()
    operator.picture("intake")
    operator.check("intake with proposals")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/incidents/[0-9-]+/"))
    number = page.url.rstrip("/").split("/")[-1].split("?")[0]
    link = page.locator('a[href*="/r/"]').first.get_attribute("href")
    assert link
    return number, "/r/" + link.split("/r/")[1]


def sends(who: Window, number: str, *, organisation: str, expected: str = "") -> None:
    """A unit of an organisation goes."""
    who.step(number, "deploy")
    groups = who.page.locator(f'{FORM} select[name="unit"] optgroup[label^="{organisation}"] option')
    who.choose("unit", groups.first.get_attribute("value") or "")
    if expected:
        who.write("expected_at", expected)
    who.send()


def on_the_spot(officer: Window, number: str) -> None:
    """Arrives, says how safe it is, and writes down what is seen while the connection fails for a moment."""
    page = officer.page
    officer.open(f"/street/{number}/")
    officer.check("street")
    for to in ("under_way", "on_scene"):
        button = page.locator(f'form:has(input[name="to"][value="{to}"]) button').first
        button.click()
        expect(page.locator(f'form:has(input[name="to"][value="{to}"])')).to_have_count(0, timeout=PATIENCE)
    page.locator('form button[name="phase"][value="acute_unsafe"]').click()
    expect(page.locator('button[value="acute_unsafe"][aria-pressed="true"]')).to_be_visible(timeout=PATIENCE)
    officer.picture("street")
    officer.open(f"/street/{number}/observe/")
    officer.check("observation")
    officer.context.set_offline(True)
    officer.choose("harm_self", "said")
    officer.choose("substances", "smells_of_alcohol")
    officer.write("words_heard", "Laat me los, het heeft geen zin meer.")
    officer.submit()
    expect(page.locator("[data-kept]").first).to_be_visible(timeout=PATIENCE)
    officer.context.set_offline(False)
    expect(page.locator("[data-kept]").first).to_be_hidden(timeout=PATIENCE)
    officer.open(f"/street/{number}/")
    page.locator("details summary").last.click()
    assert officer.page.content().count("het heeft geen zin meer") == 1


def picture_together(officer: Window, nurse: Window, number: str) -> None:
    """The shared picture, proposed by the police and confirmed by care."""
    officer.step(number, "propose_picture", street=True)
    officer.write("problem", "Man op viaduct, wil springen, heeft gedronken.")
    officer.write("safe", "Hij niet, omstanders wel.")
    officer.write("who_does_what", "Agent praat, crisisdienst komt, weg is dicht.")
    officer.write("look_again_at", "20")
    officer.send()
    nurse.step(number, "confirm_picture").send()
    nurse.open(f"/incidents/{number}/")
    nurse.check("incident of the triage nurse")
    nurse.picture("joint-picture")


def not_assessable(crisis: Window, number: str) -> None:
    """Not assessable now: to the sobering place, with a time for the next try; an empty hand is refused."""
    crisis.step(number, "record_outcome")
    crisis.choose("kind", "not_assessable")
    crisis.send_in_vain()
    crisis.choose("kind", "not_assessable")
    crisis.choose("follow_up", "sobering_place")
    crisis.choose("follow_up_holder", "ontnuchtering")
    crisis.write("reassess_at", "360")
    crisis.send()


def returned_once_then_accepted(operator: Window, keeper: Window, number: str) -> None:
    """The handover comes back once as incomplete and is then taken over by name, with read-back."""
    operator.step(number, "offer")
    operator.choose("to", "ontnuchtering")
    operator.write("told_seen", TOLD["seen"])
    operator.tick("safe")
    operator.send()
    keeper.step(number, "return_handover")
    keeper.choose("missing", "searched")
    keeper.choose("missing", "items_taken")
    keeper.send()
    operator.step(number, "offer")
    operator.choose("to", "ontnuchtering")
    for name, text in TOLD.items():
        operator.write(f"told_{name}", text)
    operator.tick("safe")
    operator.send()
    keeper.step(number, "accept")
    assert "niets gevonden" in keeper.page.content()
    keeper.send_in_vain()
    keeper.write("accepted_by_name", "Nico Havenaer")
    keeper.write("said_back", "Man onder invloed, gefouilleerd, broer wordt gebeld.")
    keeper.tick("safe")
    keeper.picture("handover")
    keeper.send()
