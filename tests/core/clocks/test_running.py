"""A clock warns before, breaches at, climbs after its norm, and is silent once it is stopped."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samenop.core.clocks.norms import Climb, Norm, NormValue, Trigger
from samenop.core.clocks.running import (
    ClockTimes,
    Due,
    clocks_to_start,
    clocks_to_stop,
    events_due,
    is_kept,
    level_of,
    next_due_at,
    remaining,
    share_kept,
    start_clock,
    state_of,
    stop_clock,
)

START = datetime(2026, 11, 28, 22, 0, tzinfo=UTC)
ORDER = ("running", "warned", "breached", "stopped")


def norm(**value: object) -> Norm:
    return Norm(
        id="police_arrival",
        subject="incident",
        starts=(Trigger("incident.classified", {"urgency": frozenset({"urgent_police"})}),),
        stops=(Trigger("deployment.progressed", {"to": frozenset({"on_scene"})}),),
        values={date(2020, 1, 1): NormValue(**value)},  # type: ignore[arg-type]  # values of one test each
        counts_from="report",
    )


def clock(minutes: int = 15, warn: int = 5, climbs: tuple[Climb, ...] = ()) -> ClockTimes:
    started = start_clock(norm(minutes=minutes, warn_minutes=warn, levels=climbs), START)
    assert started is not None
    return started


def later(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_a_clock_warns_before_it_is_broken() -> None:
    running = clock()
    assert [state_of(running, later(m)) for m in (0, 9.9, 10, 14.9, 15)] == [
        "running",
        "running",
        "warned",
        "warned",
        "breached",
    ]


def test_arriving_on_the_last_second_keeps_the_norm() -> None:
    on_time = stop_clock(clock(), later(15))
    assert is_kept(on_time, later(60)) is True
    assert [due.event.type for due in events_due(on_time, later(60))] == ["clock.warned"]


def test_arriving_a_second_later_breaks_the_norm() -> None:
    late = stop_clock(clock(), later(15) + timedelta(seconds=1))
    assert is_kept(late, later(60)) is False
    assert state_of(late, later(60)) == "stopped"


def test_nobody_knows_whether_a_running_norm_will_be_kept() -> None:
    assert is_kept(clock(), later(14)) is None


def test_a_stop_in_the_future_does_not_count_yet() -> None:
    assert state_of(stop_clock(clock(), later(12)), later(11)) == "warned"


def test_a_breach_climbs_from_level_to_level() -> None:
    running = clock(climbs=(Climb(30, "management"), Climb(0, "operational"), Climb(120, "board")))
    assert [level_of(running, later(m)) for m in (14, 15, 45, 135)] == [
        None,
        "operational",
        "management",
        "board",
    ]
    assert level_of(stop_clock(running, later(20)), later(500)) == "operational"


def test_each_thing_is_said_once_when_looking_from_moment_to_moment() -> None:
    running = clock(climbs=(Climb(0, "operational"), Climb(30, "management")))
    said, seen = [], START
    for minute in range(0, 90, 5):
        said += [due.event.type for due in events_due(running, later(minute), after=seen)]
        seen = later(minute)
    assert said == ["clock.warned", "clock.breached", "clock.climbed", "clock.climbed"]


def test_the_next_moment_to_look_is_known() -> None:
    assert next_due_at(clock(), START) == later(10)
    assert next_due_at(clock(), later(10)) == later(15)
    assert next_due_at(clock(), later(15)) is None
    assert next_due_at(stop_clock(clock(), later(1)), later(2)) is None


def test_a_warning_longer_than_the_norm_warns_at_the_start() -> None:
    assert clock(minutes=5, warn=10).warn_at == START


def test_a_norm_with_only_a_share_starts_no_clock() -> None:
    assert start_clock(norm(share=0.8), START) is None


def test_a_norm_that_does_not_hold_yet_starts_no_clock() -> None:
    assert start_clock(norm(minutes=15), datetime(2019, 12, 31, 12, tzinfo=UTC)) is None


def test_the_day_of_a_norm_is_the_day_in_amsterdam() -> None:
    half_past_midnight = datetime(2019, 12, 31, 23, 30, tzinfo=UTC)
    assert start_clock(norm(minutes=15), half_past_midnight) is not None


def test_a_changed_value_holds_from_its_day_on() -> None:
    changed = Norm(
        "n", "incident", (), (), {date(2020, 1, 1): NormValue(15), date(2027, 1, 1): NormValue(12)}
    )
    before, after = datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)
    assert [start_clock(changed, at).due_at - at for at in (before, after)] == [  # type: ignore[union-attr]
        timedelta(minutes=15),
        timedelta(minutes=12),
    ]


def test_a_month_is_a_month_of_the_calendar() -> None:
    monthly = norm(months=1)
    days = {datetime(2027, 1, 31, 12, tzinfo=UTC): date(2027, 2, 28), START: date(2026, 12, 28)}
    for begin, end in days.items():
        started = start_clock(monthly, begin)
        assert started is not None
        assert started.due_at.date() == end


def test_a_month_over_summer_time_ends_at_the_same_time_on_the_wall() -> None:
    started = start_clock(norm(months=1), datetime(2027, 3, 10, 11, 0, tzinfo=UTC))
    assert started is not None
    assert started.due_at == datetime(2027, 4, 10, 10, 0, tzinfo=UTC)


def test_only_the_right_event_on_the_right_subject_starts_the_clock() -> None:
    norms = [norm(minutes=15)]
    started = [
        len(clocks_to_start(norms, event, facts, at=START))
        for event, facts in (
            ("incident.classified", {"urgency": "urgent_police"}),
            ("incident.classified", {"urgency": "deferrable_police"}),
            ("incident.classified", {}),
            ("incident.closed", {"urgency": "urgent_police"}),
        )
    ]
    assert started == [1, 0, 0, 0]


def test_an_arrival_counts_from_the_call_and_not_from_the_decision() -> None:
    facts = {"urgency": "urgent_police"}
    (running,) = clocks_to_start(
        [norm(minutes=15)], "incident.classified", facts, at=later(4), reported_at=START
    )
    assert running.due_at == later(15)


def test_only_being_on_the_scene_stops_the_clock_of_arrival() -> None:
    norms = [norm(minutes=15)]
    assert clocks_to_stop(norms, "deployment.progressed", {"to": "on_scene"}) == {"police_arrival"}
    assert clocks_to_stop(norms, "deployment.progressed", {"to": "under_way"}) == frozenset()


def test_the_share_counts_only_what_is_decided() -> None:
    kept, late, running = stop_clock(clock(), later(10)), stop_clock(clock(), later(20)), clock()
    assert share_kept([kept, late, running], later(11)) == (1, 1)
    assert share_kept([kept, late, running], later(30)) == (1, 3)


times = st.integers(0, 600)
clocks = st.builds(
    clock,
    minutes=st.integers(1, 240),
    warn=st.integers(0, 300),
    climbs=st.lists(st.builds(Climb, st.integers(0, 300), st.just("board")), max_size=3).map(tuple),
)


@given(clocks, times, times)
def test_time_only_makes_a_running_clock_worse(running: ClockTimes, one: int, other: int) -> None:
    early, late = later(min(one, other)), later(max(one, other))
    assert ORDER.index(state_of(running, early)) <= ORDER.index(state_of(running, late))
    earlier, laterwards = events_due(running, early), events_due(running, late)
    assert laterwards[: len(earlier)] == earlier
    assert remaining(running, early) >= remaining(running, late)


@given(clocks, times, times, times)
def test_a_stop_freezes_everything(running: ClockTimes, stop: int, wait: int, longer: int) -> None:
    stopped = stop_clock(running, later(stop))
    one, other = later(stop + wait), later(stop + wait + longer)
    for question in (state_of, level_of, is_kept, remaining, events_due):
        assert question(stopped, one) == question(stopped, other)
    assert stop_clock(stopped, other) == stopped
    assert next_due_at(stopped, one) is None


@given(clocks, st.lists(times, min_size=1, max_size=12))
def test_looking_often_or_seldom_says_the_same(running: ClockTimes, looks: list[int]) -> None:
    moments = sorted(map(later, looks))
    said: list[Due] = []
    seen: datetime | None = None
    for moment in moments:
        said += events_due(running, moment, after=seen)
        seen = moment
    assert tuple(said) == events_due(running, moments[-1])
