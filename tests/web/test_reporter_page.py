"""The reporter's page: no log-in, no content, plain words; add and rate, once or again."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone, translation

from samenop.apps.dossiers.models import Entry
from samenop.apps.incidents import service
from samenop.apps.incidents.actions.reporting import MOST_ADDITIONS
from samenop.apps.incidents.models import Deployment, Feedback, Incident
from samenop.apps.ledger.service import events_of
from samenop.core.kernel import Agreed, Refused
from tests.cast import Cast, make_cast

SECRETS = ("viaduct", "springen", "Ringweg", "Voorbij", "0600000000", "Joris", "Wagen 11", "Anton", "261")


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, freshly written."""
    return make_cast()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The source language, so that these tests do not depend on a translation."""
    with translation.override("en"):
        yield


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account."""
    return Client(headers={"Accept-Language": "en"})


def reported(cast: Cast) -> tuple[str, str]:
    """The number and the secret of a fresh report."""
    draft = service.ReportDraft(
        text="Er staat een man op het viaduct, hij wil springen.",
        reporter_name="Mevrouw Voorbij",
        reporter_phone="0600000000",
        address="Ringweg 1",
        person_name="Joris",
    )
    taken = service.take_report(draft=draft, actor=cast["operator"], now=timezone.now())
    return taken.number, taken.token


def take(cast: Cast, number: str, action: object, part: str, **words: object) -> None:
    """A step that must succeed."""
    assert isinstance(action(number=number, actor=cast[part], now=timezone.now(), **words), Agreed)


def on_scene(cast: Cast, number: str) -> None:
    """Classified, a car sent and there."""
    take(cast, number, service.classify_incident, "operator", urgency="urgent_police", needs="both", reason="Zo is het")
    car = {"unit": "Wagen 11", "organisation_slug": "politie", "discipline": "police"}
    take(cast, number, service.deploy_unit, "operator", **car)
    unit = Deployment.objects.get()
    take(cast, number, service.progress_deployment, "officer", deployment=unit.pk, to="on_scene")
    take(cast, number, service.observe, "officer", answers={"words": "Ik wil springen"})


def stages(visitor: Client, token: str) -> list[bool]:
    """Which of the four steps are done."""
    return [stage.done for stage in visitor.get(f"/r/{token}/").context["stages"]]


def test_the_page_tells_how_far_it_is(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    assert stages(visitor, token) == [True, False, False, False]
    on_scene(cast, number)
    assert stages(visitor, token) == [True, True, True, False]
    Incident.objects.filter(number=number).update(status="released", released_at=timezone.now())
    assert stages(visitor, token) == [True, True, True, True]


def test_exactly_one_step_is_the_present_one(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    for _moment in range(2):
        assert visitor.get(f"/r/{token}/").content.decode().count('aria-current="step"') == 1
        on_scene(cast, number) if _moment == 0 else None


@pytest.mark.parametrize("address", ["/r/{}/", "/r/{}/status/"])
def test_nothing_of_the_content_stands_on_it(cast: Cast, visitor: Client, address: str) -> None:
    number, token = reported(cast)
    on_scene(cast, number)
    html = visitor.get(address.format(token)).content.decode()
    # The secret itself may hold any letters by chance; it is the visitor's own.
    shown = html.replace(token, "")
    assert number not in shown
    for secret in SECRETS[:-1]:
        assert secret not in shown


def test_an_unknown_link_gets_the_same_friendly_answer_everywhere(cast: Cast, visitor: Client) -> None:
    reported(cast)
    answers = [
        visitor.get("/r/wrong/"),
        visitor.get("/r/other/status/"),
        visitor.post("/r/wrong/add/", {"text": "hallo"}),
        visitor.post("/r/wrong/rate/", {"taken_seriously": "3"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert all("This link does not work" in answer.content.decode() for answer in answers)


def test_it_stays_out_of_search_engines_and_caches(cast: Cast, visitor: Client) -> None:
    _number, token = reported(cast)
    for address in (f"/r/{token}/", "/r/wrong/"):
        answer = visitor.get(address)
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_the_status_asks_again_by_itself_and_no_stream_is_opened(cast: Cast, visitor: Client) -> None:
    _number, token = reported(cast)
    html = visitor.get(f"/r/{token}/").content.decode()
    assert 'hx-trigger="every 20s"' in html
    assert "live.js" not in html
    assert "http-equiv" not in html
    status = visitor.get(f"/r/{token}/status/").content.decode()
    assert "<html" not in status
    assert "<form" not in status


def test_what_the_reporter_adds_stands_in_the_joint_log_as_theirs(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    answer = visitor.post(f"/r/{token}/add/", {"text": "Hij klimt nu terug.", "idempotency_key": "a1"})
    assert answer.status_code == 303
    entry = Entry.objects.get(kind="reporter_addition")
    assert (entry.text, entry.owner_kind, entry.owner_id) == ("Hij klimt nu terug.", "community", "meldkamer")
    assert entry.author.startswith("reporter:")
    kinds = [event.type for event, _at in events_of(f"incident:{number}")]
    assert kinds[-1] == "report.added_to"
    operator = Client(headers={"Accept-Language": "en"})
    operator.force_login(cast.people["operator"])
    line = operator.get(f"/incidents/{number}/").context["log"][0]
    assert (line.what, line.who, line.told[0].text) == ("The reporter adds", "Reporter", "Hij klimt nu terug.")
    assert "Hij klimt" not in visitor.get(f"/r/{token}/").content.decode()


def test_an_addition_sent_twice_is_kept_once(cast: Cast, visitor: Client) -> None:
    _number, token = reported(cast)
    for _again in range(2):
        given = {"text": "Hij klimt terug.", "idempotency_key": "a1"}
        assert visitor.post(f"/r/{token}/add/", given).status_code == 303
    assert Entry.objects.filter(kind="reporter_addition").count() == 1


def test_an_empty_addition_is_asked_again(cast: Cast, visitor: Client) -> None:
    _number, token = reported(cast)
    assert visitor.post(f"/r/{token}/add/", {"text": "  "}).status_code == 422
    too_long = visitor.post(f"/r/{token}/add/", {"text": "a" * 2001})
    assert too_long.status_code == 422
    assert Entry.objects.filter(kind="reporter_addition").count() == 0


def test_twenty_additions_are_enough(cast: Cast) -> None:
    _number, token = reported(cast)
    hashed = service.token_hash(token)
    for place in range(MOST_ADDITIONS):
        assert service.add_from_reporter(token_hash=hashed, text=f"Regel {place}", now=timezone.now())
    one_more = service.add_from_reporter(token_hash=hashed, text="Nog een", now=timezone.now())
    assert one_more == Refused("too_many_additions")
    assert Entry.objects.filter(kind="reporter_addition").count() == MOST_ADDITIONS


def test_after_the_end_nothing_can_be_added(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    Incident.objects.filter(number=number).update(status="closed")
    page = visitor.get(f"/r/{token}/").content.decode()
    assert f"/r/{token}/add/" not in page
    answer = visitor.post(f"/r/{token}/add/", {"text": "Hij is terug"})
    assert answer.status_code == 409
    assert 'data-refused="addition_closed"' in answer.content.decode()


def test_three_questions_are_kept_once_and_may_be_changed(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    assert visitor.post(f"/r/{token}/rate/", {"taken_seriously": "3", "idempotency_key": "r1"}).status_code == 303
    page = visitor.get(f"/r/{token}/")
    assert page.context["rated"]
    changed = {"taken_seriously": "1", "know_what_next": "2", "idempotency_key": "r2"}
    assert visitor.post(f"/r/{token}/rate/", changed).status_code == 303
    kept = Feedback.objects.get()
    assert (kept.taken_seriously, kept.something_visible, kept.know_what_next) == (1, None, 2)
    assert events_of(f"incident:{number}")[-1][0].type == "report.rated"


@pytest.mark.parametrize("given", [{}, {"taken_seriously": "9"}])
def test_no_answer_or_an_impossible_one_is_not_kept(cast: Cast, visitor: Client, given: dict[str, str]) -> None:
    _number, token = reported(cast)
    assert visitor.post(f"/r/{token}/rate/", given).status_code in {409, 422}
    assert not Feedback.objects.exists()


def test_the_message_to_the_reporter_is_what_comes_next(cast: Cast, visitor: Client) -> None:
    number, token = reported(cast)
    before = visitor.get(f"/r/{token}/").content.decode()
    take(cast, number, service.tell_reporter, "operator", message="other_reaction")
    after = visitor.get(f"/r/{token}/").content.decode()
    assert "in another way" not in before
    assert "in another way" in after


def test_the_language_can_be_chosen(cast: Cast, visitor: Client) -> None:
    _number, token = reported(cast)
    assert 'name="language" value="nl"' in visitor.get(f"/r/{token}/").content.decode()
