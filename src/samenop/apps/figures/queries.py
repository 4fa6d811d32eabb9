"""The live figures (I1): counts and durations over a window, never persons (rule R70)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count, F, Q

from samenop.apps.batons.models import Clock, Promise
from samenop.apps.incidents.models import (
    Feedback,
    Handover,
    Incident,
    Release,
    Transport,
    Waiting,
)
from samenop.catalogues.loading import Words
from samenop.catalogues.norms_catalogue import norms

OPEN = ("reported", "assessed", "in_hand", "handed_over")
NOT_BY_POLICE_NORM = 0.80
RATINGS = ("taken_seriously", "something_visible", "know_what_next")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the part that the norm asks (0–1), if any."""

    part: int
    whole: int
    norm: float | None = None

    @property
    def percent(self) -> int | None:
        """Whole percents; None when there is nothing to divide."""
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def norm_percent(self) -> int | None:
        """The norm in whole percents."""
        return round(100 * self.norm) if self.norm is not None else None

    @property
    def kept(self) -> bool | None:
        """Whether the norm is kept; None without norm or cases."""
        if self.norm is None or not self.whole:
            return None
        return self.part / self.whole >= self.norm


@dataclass(frozen=True, slots=True)
class NormKept:
    """How often a norm was kept of the clocks that are decided."""

    norm: str
    name: Words
    share: Share


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in whole minutes: how many, the middle one and the longest."""

    count: int
    middle: int | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page shows, of now and of the window."""

    days: int
    by_status: dict[str, int]
    by_urgency: dict[str, int]
    waiting_now: Spread
    waiting_past: Spread
    waiting_estimated: int
    direct_line: Spread
    transport: Share
    handovers_returned: Share
    norms: list[NormKept]
    released: int
    released_without_follow_up: int
    overrides: int
    promises_open: int
    promises_broken: int
    overruled: int
    ratings: list[tuple[str, float | None]]
    ratings_given: int

    @property
    def open_now(self) -> int:
        """How many incidents are open."""
        return sum(self.by_status.values())


def figures_of(*, now: datetime, days: int = 7) -> Figures:
    """The figures of the last `days`; a constant number of queries, each over the window only."""
    since = now - timedelta(days=days)
    releases, ratings = _releases(since), _ratings(since)
    return Figures(
        days=days,
        by_status=_counts("status"),
        by_urgency=_counts("urgency"),
        waiting_now=_spread(_waits(Q(released_at=None), now)),
        waiting_past=_spread(_waits(Q(released_at__gte=since), now)),
        waiting_estimated=Waiting.objects.filter(released_at__gte=since).exclude(estimated=[]).count(),
        direct_line=_spread(_direct_lines(since)),
        transport=_not_by_police(since),
        handovers_returned=_returned(since),
        norms=_norms_kept(since, now),
        released=releases["released"],
        released_without_follow_up=releases["without"],
        overrides=releases["overrides"],
        promises_open=Promise.objects.filter(kept_at=None).count(),
        promises_broken=Promise.objects.filter(kept_at=None, broken_at__gte=since).count(),
        overruled=Incident.objects.filter(classifications__at__gte=since)
        .exclude(classifications__overruling_reason="")
        .distinct()
        .count(),
        ratings=_means(ratings),
        ratings_given=len(ratings),
    )


def _counts(column: str) -> dict[str, int]:
    rows = Incident.objects.filter(status__in=OPEN).values(column).annotate(number=Count("pk"))
    return {row[column]: row["number"] for row in rows.order_by(column)}


def _waits(condition: Q, now: datetime) -> list[int]:
    rows = Waiting.objects.filter(condition, offered_at__isnull=False)
    return [
        _minutes(offered, released or now)
        for offered, released in rows.values_list("offered_at", "released_at")
        if offered is not None
    ]


def _direct_lines(since: datetime) -> list[int]:
    rows = Incident.objects.filter(direct_line_at__gte=since)
    return [
        _minutes(reported, made)
        for reported, made in rows.values_list("reported_at", "direct_line_at")
        if made is not None
    ]


def _not_by_police(since: datetime) -> Share:
    rides = Transport.objects.filter(ordered_at__gte=since).exclude(status="cancelled")
    told = rides.aggregate(whole=Count("pk"), part=Count("pk", filter=~Q(kind="police")))
    return Share(told["part"], told["whole"], NOT_BY_POLICE_NORM)


def _returned(since: datetime) -> Share:
    told = Handover.objects.filter(offered_at__gte=since).aggregate(
        whole=Count("pk"), part=Count("pk", filter=Q(status="returned"))
    )
    return Share(told["part"], told["whole"])


def _norms_kept(since: datetime, now: datetime) -> list[NormKept]:
    decided = Q(stopped_at__isnull=False) | Q(due_at__lte=now)
    kept = Q(stopped_at__isnull=False, stopped_at__lte=F("due_at"))
    rows = (
        Clock.objects.filter(decided, started_at__gte=since, due_at__isnull=False)
        .values("norm")
        .annotate(whole=Count("pk"), part=Count("pk", filter=kept))
        .order_by("norm")
    )
    known = norms()
    today = now.date()
    return [
        NormKept(
            row["norm"],
            known[row["norm"]].name,
            Share(row["part"], row["whole"], _asked(row["norm"], today)),
        )
        for row in rows
        if row["norm"] in known
    ]


def _asked(norm: str, today: date) -> float:
    value = norms()[norm].norm.value_on(today)
    return value.share if value is not None and value.share is not None else 1.0


def _releases(since: datetime) -> dict[str, int]:
    return Release.objects.filter(at__gte=since).aggregate(
        released=Count("pk", filter=Q(override=False)),
        without=Count("pk", filter=Q(override=False, follow_up="")),
        overrides=Count("pk", filter=Q(override=True)),
    )


def _ratings(since: datetime) -> list[tuple[int | None, ...]]:
    return list(Feedback.objects.filter(at__gte=since).values_list(*RATINGS))


def _means(given: list[tuple[int | None, ...]]) -> list[tuple[str, float | None]]:
    return [(name, _mean([row[place] for row in given])) for place, name in enumerate(RATINGS)]


def _mean(values: list[int | None]) -> float | None:
    given = [value for value in values if value is not None]
    return round(sum(given) / len(given), 1) if given else None


def _spread(minutes: list[int]) -> Spread:
    if not minutes:
        return Spread(0, None, None)
    return Spread(len(minutes), round(median(minutes)), max(minutes))


def _minutes(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds() // 60))

