"""Every page of every kind of work: no accessibility violation, light and dark, desk and phone, nothing sideways."""

from collections.abc import Callable

import pytest

from tests.journeys.house import Window

PAGES = {
    "": ("/", "/login/", "/r/onbekend/", "/gallery/", "/bestaat-niet/"),
    "operator": ("/now/", "/reports/new/", "/briefing/", "/figures/", "/help/"),
    "triage_nurse": ("/triage/", "/care/route/"),
    "officer": ("/street/", "/help/missing_persons/", "/ask/"),
    "duty_officer": ("/now/", "/street/"),
    "care_desk": ("/care/", "/figures/"),
    "crisis_worker": ("/care/",),
    "care_worker": ("/care/", "/reports/new/"),
    "sobering_worker": ("/care/",),
    "transport_crew": ("/care/",),
    "process_manager": ("/figures/",),
    "privacy_officer": ("/books/",),
    "administrator": ("/connections/",),
}
SCREENS = {
    "desk-light": {"color_scheme": "light"},
    "desk-dark": {"color_scheme": "dark"},
    "phone": {"phone": True, "viewport": {"width": 360, "height": 740}},
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("username", PAGES)
def test_every_page_is_accessible(window: Callable[..., Window], username: str, screen: str) -> None:
    opened = window(username, **SCREENS[screen])
    for path in PAGES[username]:
        opened.open(path)
        opened.check(f"{path} as {username or 'nobody'} on {screen}")
        wide = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} on {screen} is {wide} pixels too wide"


@pytest.mark.parametrize("screen", SCREENS)
def test_an_incident_and_all_its_forms_are_accessible(window: Callable[..., Window], screen: str) -> None:
    opened = window("operator", **SCREENS[screen])
    opened.open("/now/")
    row = opened.sees('[id^="row-"]').get_attribute("id") or ""
    number = row.removeprefix("row-")
    opened.open(f"/incidents/{number}/")
    opened.check(f"incident on {screen}")
    steps = opened.page.locator('a[href*="/steps/"]').evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    assert len(steps) > 8
    for path in steps:
        opened.open(path)
        opened.check(f"{path} on {screen}")
