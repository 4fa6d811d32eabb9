"""Reports from connected systems, one or many; the good ones go in, each bad one is told why not."""

from datetime import date, datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Status
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from samenop.apps.incidents.api.steps import StepTaken, step_taken
from samenop.apps.incidents.proposals import proposal_for, situations_for
from samenop.apps.incidents.queries import report_for
from samenop.apps.incidents.service import ReportDraft, TakenIn, add_report, take_report, take_reports
from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.situations_catalogue import situations
from samenop.core.incidents.classification import Proposal
from samenop.core.incidents.intake import CHANNELS, LONGEST, REPORTER_KINDS
from samenop.core.kernel import Actor, Refused
from samenop.core.situations import Suggestion
from samenop.frame.refusals import said_refusal
from samenop.frame.rest.access import CallingRequest, api_needs
from samenop.frame.rest.fields import (
    Asked,
    IdempotencyKey,
    Latitude,
    Longitude,
    Moment,
    PathId,
    PathNumber,
    Told,
    choice,
    list_of,
    text_of,
)
from samenop.frame.rest.problems import FieldError, Problem, said_error, wrong_fields

router = Router(tags=["meldingen"], by_alias=True)
MOST_AT_ONCE = 1000
MOST_FACTS = 60


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _known_facts(names: list[str]) -> list[str]:
    if not set(names) <= classification(settings.REGION).names.keys():
        raise ValueError("unknown fact")
    return names


def _facts() -> Any:
    return Annotated[list_of(text_of(60), max_length=MOST_FACTS), AfterValidator(_known_facts)]


class ReporterAsked(Asked):
    """Who reports, so that they can be called back and told."""

    name: text_of(LONGEST["reporter_name"]) = ""  # type: ignore[valid-type]  # a kind of field
    phone: text_of(LONGEST["reporter_phone"]) = ""  # type: ignore[valid-type]  # a kind of field


class PersonAsked(Asked):
    """The person it is about, when known."""

    name: text_of(LONGEST["person_name"], shortest=1)  # type: ignore[valid-type]  # a kind of field
    birth_date: Annotated[date, BeforeValidator(_day)] | None = None


class ReportAsked(Asked):
    """A report as it is told. The source is always the calling system itself."""

    text: text_of(LONGEST["text"]) = ""  # type: ignore[valid-type]  # a kind of field
    channel: choice(CHANNELS) = "system"  # type: ignore[valid-type]  # a kind of field
    reporter_kind: choice(REPORTER_KINDS) = "citizen"  # type: ignore[valid-type]  # a kind of field
    reporter: ReporterAsked | None = None
    person: PersonAsked | None = None
    address: text_of(LONGEST["address"]) = ""  # type: ignore[valid-type]  # a kind of field
    area: text_of(LONGEST["area"]) = ""  # type: ignore[valid-type]  # a kind of field
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    ticked: _facts() = []  # type: ignore[valid-type]  # a kind of field
    denied: _facts() = []  # type: ignore[valid-type]  # a kind of field
    situation: choice(sorted(situations())) | None = None  # type: ignore[valid-type]  # a kind of field
    external_id: text_of(LONGEST["external_id"]) = ""  # type: ignore[valid-type]  # a kind of field
    received_at: Moment | None = None


class SuggestionTold(Told):
    """A situation that the text speaks of, and the words it rests on."""

    situation: str
    score: float
    because: list[str]


class ProposalTold(Told):
    """What the rules propose; a person decides."""

    urgency: str
    needs: str
    smells_of_care: bool


class ReportTaken(Told):
    """The report is in. The reporter's secret is told once and only for a new report."""

    number: str
    report: int
    created: bool
    reporter_token: str | None = None
    proposal: ProposalTold
    suggestions: list[SuggestionTold]


class ReportStatus(Told):
    """How it stands with a report."""

    report: int
    number: str
    status: str
    channel: str
    received_at: datetime
    told_at: datetime | None


class BatchAsked(Asked):
    """Many reports; each is judged by itself, so a wrong one does not keep the others out."""

    reports: Annotated[
        list[Any],
        Field(
            min_length=1,
            max_length=MOST_AT_ONCE,
            description="Elke melding in de vorm van `ReportAsked`; een foute wordt op haar plaats geweigerd.",
        ),
    ]


class BatchItem(Told):
    """What came of the report on this place (counted from 0)."""

    position: int
    outcome: choice(("created", "known", "refused"))  # type: ignore[valid-type]  # a kind of field
    number: str | None = None
    report: int | None = None
    errors: list[FieldError] = []


class BatchTaken(Told):
    """How many went in, were there already, and were refused; and each by its place."""

    created: int
    known: int
    refused: int
    items: list[BatchItem]


EXAMPLE = {
    "text": "Er staat een man op het viaduct, hij wil springen en hij heeft gedronken.",
    "channel": "call_112",
    "reporterKind": "citizen",
    "address": "Viaduct Ringweg",
    "externalId": "GMS-2026-118204",
    "receivedAt": "2026-11-27T21:30:00Z",
}


def _example(value: Any) -> dict[str, Any]:
    return {"requestBody": {"content": {"application/json": {"example": value}}}}


@router.post(
    "/reports",
    response={200: ReportTaken, 201: ReportTaken},
    summary="Doe een melding",
    operation_id="takeReport",
    openapi_extra=_example(EXAMPLE),
    url_name="api-reports",
)
@api_needs("report.take")
def take_one(
    request: CallingRequest, response: HttpResponse, body: ReportAsked, idempotency_key: IdempotencyKey = ""
) -> Any:
    """A new report is 201; one that was there already (same externalId or key) is 200 and adds nothing."""
    draft = draft_of(body, request.auth)
    taken = take_report(draft=draft, actor=request.auth, now=timezone.now(), key=idempotency_key)
    if isinstance(taken, Refused):
        raise Problem(taken)
    response.headers["Location"] = f"/api/v1/reports/{taken.report}"
    return Status(201 if taken.created else 200, _taken(taken, draft))


@router.get(
    "/reports/{report}",
    response=ReportStatus,
    summary="Bekijk hoe het met een melding staat",
    operation_id="readReport",
    url_name="api-report",
)
@api_needs("incident.see")
def read_one(request: CallingRequest, report: PathId) -> Any:
    """Only of an incident in which the caller's organisation takes part."""
    found = report_for(request.auth, report)
    if found is None:
        raise Problem(Refused("not_found"))
    return ReportStatus(
        report=found.pk,
        number=found.incident.number,
        status=found.incident.status,
        channel=found.channel,
        received_at=found.received_at,
        told_at=found.told_at,
    )


@router.post(
    "/report-batches",
    response=BatchTaken,
    summary="Doe veel meldingen tegelijk",
    operation_id="takeReports",
    openapi_extra=_example({"reports": [EXAMPLE, {"text": "", "channel": "pigeon"}]}),
    url_name="api-report-batches",
)
@api_needs("report.import")
def take_many(request: CallingRequest, body: BatchAsked, idempotency_key: IdempotencyKey = "") -> Any:
    """The good ones go in together; each wrong one is refused on its place with every reason."""
    items: dict[int, BatchItem] = {}
    good: dict[int, ReportDraft] = {}
    for position, told in enumerate(body.reports):
        try:
            good[position] = draft_of(ReportAsked.model_validate(told), request.auth)
        except ValidationError as error:
            items[position] = BatchItem(position=position, outcome="refused", errors=_field_errors(error))
    answers = take_reports(
        drafts=list(good.values()), actor=request.auth, now=timezone.now(), key=idempotency_key
    )
    if isinstance(answers, Refused):
        raise Problem(answers)
    for position, answer in zip(good, answers, strict=True):
        items[position] = _item(position, answer)
    told_items = [items[position] for position in sorted(items)]
    return BatchTaken(
        created=sum(one.outcome == "created" for one in told_items),
        known=sum(one.outcome == "known" for one in told_items),
        refused=sum(one.outcome == "refused" for one in told_items),
        items=told_items,
    )


@router.post(
    "/incidents/{number}/reports",
    response={201: StepTaken},
    summary="Voeg een melding toe aan een incident",
    operation_id="addReport",
    openapi_extra=_example(EXAMPLE),
    url_name="api-incident-reports",
)
@api_needs("report.take")
def add_one(
    request: CallingRequest, number: PathNumber, body: ReportAsked, idempotency_key: IdempotencyKey = ""
) -> Any:
    """One more report of an event that is known already; none is lost."""
    answer = add_report(
        number=number,
        actor=request.auth,
        now=timezone.now(),
        key=idempotency_key,
        draft=draft_of(body, request.auth),
    )
    return step_taken(number, answer)


def draft_of(asked: ReportAsked, actor: Actor) -> ReportDraft:
    """The report for the action. Its source is the caller: nobody reaches another's external ids."""
    reporter = asked.reporter or ReporterAsked()
    return ReportDraft(
        text=asked.text,
        channel=asked.channel,
        reporter_kind=asked.reporter_kind,
        reporter_name=reporter.name,
        reporter_phone=reporter.phone,
        address=asked.address,
        area=asked.area,
        latitude=asked.latitude,
        longitude=asked.longitude,
        person_name=asked.person.name if asked.person else "",
        person_birth_date=asked.person.birth_date if asked.person else None,
        ticked=frozenset(asked.ticked),
        denied=frozenset(asked.denied),
        situation=asked.situation or "",
        source=actor.id,
        external_id=asked.external_id,
        received_at=asked.received_at,
    )


def suggestions_told(found: tuple[Suggestion, ...]) -> list[SuggestionTold]:
    """Suggestions as the API tells them, best first."""
    return [
        SuggestionTold(situation=one.situation, score=one.score, because=list(one.because)) for one in found
    ]


def proposal_told(draft: ReportDraft, known: Proposal | None = None) -> ProposalTold:
    """The proposed class of a report; `known` when the rules have looked at it already."""
    proposal = known or proposal_for(draft.text, draft.ticked, draft.denied, draft.reporter_kind)
    return ProposalTold(
        urgency=proposal.urgency, needs=proposal.needs, smells_of_care=proposal.smells_of_care
    )


def _taken(taken: TakenIn, draft: ReportDraft) -> ReportTaken:
    return ReportTaken(
        number=taken.number,
        report=taken.report,
        created=taken.created,
        reporter_token=taken.token or None,
        proposal=proposal_told(draft, taken.proposal),
        suggestions=suggestions_told(situations_for(draft.text)),
    )


def _item(position: int, answer: TakenIn | Refused) -> BatchItem:
    if isinstance(answer, Refused):
        told = said_refusal(answer)
        parts = zip(answer.missing, told.missing, strict=True) if answer.missing else [(answer.code, told.reason)]
        errors = [FieldError(**{"in": "body"}, name="", code=code, detail=words) for code, words in parts]
        return BatchItem(position=position, outcome="refused", errors=errors)
    outcome = "created" if answer.created else "known"
    return BatchItem(position=position, outcome=outcome, number=answer.number, report=answer.report)


def _field_errors(error: ValidationError) -> list[FieldError]:
    found = wrong_fields([{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_input=False)])
    return [
        FieldError(**{"in": one.place}, name=one.name, code=one.code, detail=said_error(one.code)) for one in found
    ]
