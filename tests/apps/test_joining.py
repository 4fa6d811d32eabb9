"""Two reports of one event: what is joined leaves nothing running, and work on it is not lost."""

from datetime import timedelta

from samenop.apps.batons.models import Clock
from samenop.apps.incidents import service
from samenop.apps.incidents.models import Incident, Report, Waiting
from tests.cast import NOW, Cast


def reported(cast: Cast, text: str) -> str:
    return service.take_report(draft=service.ReportDraft(text=text), actor=cast["operator"], now=NOW).number


def test_a_joined_incident_leaves_no_clock_and_no_wait_behind(cast: Cast) -> None:
    first, second = reported(cast, "Man roept op het plein"), reported(cast, "Iemand schreeuwt op het plein")
    operator = cast["operator"]
    assert service.ask_care(number=second, actor=operator, now=NOW)
    assert service.join_incident(number=second, actor=operator, now=NOW + timedelta(minutes=2), into=first)
    joined = Incident.objects.get(number=second)
    assert joined.status == "joined"
    assert not Clock.objects.filter(subject=joined.subject, stopped_at=None).exists()
    assert not Waiting.objects.filter(incident=joined, released_at=None).exists()
    assert Report.objects.filter(incident__number=first).count() == 2


def test_an_incident_with_work_on_it_is_not_joined_away(cast: Cast) -> None:
    first, second = reported(cast, "Man roept op het plein"), reported(cast, "Iemand schreeuwt op het plein")
    operator = cast["operator"]
    assert service.promise(
        number=second,
        actor=operator,
        now=NOW,
        kind="call_back",
        organisation_slug="politie",
        who="Anton",
        due_at=NOW + timedelta(hours=1),
    )
    assert service.deploy_unit(
        number=second, actor=operator, now=NOW, unit="Wagen 11", organisation_slug="politie", discipline="police"
    )
    refused = service.join_incident(number=second, actor=operator, now=NOW, into=first)
    assert refused.code == "join_has_work"
    assert set(refused.missing) == {"promises_still_open", "units_still_on_it"}
    assert Incident.objects.get(number=second).status != "joined"
