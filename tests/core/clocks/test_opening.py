"""Open or closed: nights over midnight, days off, exceptions and the nights of summer time."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samenop.core.clocks.opening import (
    ALWAYS,
    AMSTERDAM,
    CLOSED,
    WHOLE_DAY,
    OpeningHours,
    Window,
    closes_at,
    is_open,
    opens_at,
)

OFFICE = OpeningHours({day: (Window(time(9), time(17)),) for day in range(5)})
NIGHT = OpeningHours({day: (Window(time(22), time(6)),) for day in range(7)}, holiday=None)
CHRISTMAS = {date(2026, 12, 25): "christmas_day"}


def at(text: str, fold: int = 0) -> datetime:
    """The wall clock in Amsterdam, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)


def test_the_end_is_no_longer_open() -> None:
    assert is_open(OFFICE, at("2026-11-27 09:00"), {})
    assert is_open(OFFICE, at("2026-11-27 16:59"), {})
    assert not is_open(OFFICE, at("2026-11-27 17:00"), {})
    assert not is_open(OFFICE, at("2026-11-28 12:00"), {})


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    friday_night = OpeningHours({4: (Window(time(22), time(6)),)})
    assert is_open(friday_night, at("2026-11-28 05:59"), {})
    assert not is_open(friday_night, at("2026-11-27 05:59"), {})
    assert not is_open(friday_night, at("2026-11-28 22:30"), {})


def test_a_day_off_closes_an_office_and_leaves_a_night_service_open() -> None:
    assert not is_open(OFFICE, at("2026-12-25 10:00"), CHRISTMAS)
    assert is_open(NIGHT, at("2026-12-25 23:00"), CHRISTMAS)


def test_a_night_that_began_before_a_day_off_goes_on() -> None:
    nights_but_not_on_days_off = OpeningHours(NIGHT.week, holiday=())
    assert is_open(nights_but_not_on_days_off, at("2026-12-25 03:00"), CHRISTMAS)
    assert not is_open(nights_but_not_on_days_off, at("2026-12-26 03:00"), CHRISTMAS)


def test_hours_of_its_own_on_days_off() -> None:
    sunday_hours = OpeningHours(OFFICE.week, holiday=(Window(time(12), time(14)),))
    assert is_open(sunday_hours, at("2026-12-25 13:00"), CHRISTMAS)
    assert not is_open(sunday_hours, at("2026-12-25 10:00"), CHRISTMAS)


def test_an_exception_goes_before_week_and_day_off() -> None:
    moved = OpeningHours(OFFICE.week, exceptions={date(2026, 12, 25): (WHOLE_DAY,), date(2026, 11, 27): ()})
    assert is_open(moved, at("2026-12-25 03:00"), CHRISTMAS)
    assert not is_open(moved, at("2026-11-27 10:00"), {})


def test_the_next_opening_skips_weekend_and_days_off() -> None:
    assert opens_at(OFFICE, at("2026-12-24 18:00"), CHRISTMAS) == at("2026-12-28 09:00")
    assert opens_at(OFFICE, at("2026-11-27 10:00"), {}) == at("2026-11-27 10:00")
    assert opens_at(CLOSED, at("2026-11-27 10:00"), {}) is None


def test_closing_time_reads_adjoining_windows_as_one() -> None:
    split = OpeningHours({0: (Window(time(9), time(13)), Window(time(13), time(17)))})
    assert closes_at(split, at("2026-11-30 10:00"), {}) == at("2026-11-30 17:00")
    assert closes_at(split, at("2026-11-30 18:00"), {}) is None
    assert closes_at(ALWAYS, at("2026-11-30 18:00"), {}) is None


def test_the_night_of_summer_time_is_an_hour_shorter_and_that_of_winter_time_an_hour_longer() -> None:
    nights = {"2027-03-27": 7, "2027-10-30": 9, "2027-06-05": 8}
    for day, hours in nights.items():
        begin = at(f"{day} 22:00")
        end = closes_at(NIGHT, begin, {})
        assert end is not None
        assert end - begin == timedelta(hours=hours)


def test_an_hour_that_does_not_exist_opens_and_closes_at_the_jump() -> None:
    half_past_two = OpeningHours({6: (Window(time(2, 30), time(5)),), 5: (Window(time(20), time(2, 30)),)})
    jump = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert is_open(half_past_two, jump - timedelta(minutes=1), {})
    assert is_open(half_past_two, jump, {})
    assert closes_at(OpeningHours({5: half_past_two.week[5]}), jump - timedelta(hours=1), {}) == jump
    assert opens_at(OpeningHours({6: half_past_two.week[6]}), jump - timedelta(hours=1), {}) == jump


def test_an_hour_that_exists_twice_is_open_both_times() -> None:
    two_to_three = OpeningHours({6: (Window(time(2), time(3)),)})
    assert is_open(two_to_three, at("2027-10-31 02:30", fold=0), {})
    assert is_open(two_to_three, at("2027-10-31 02:30", fold=1), {})
    assert not is_open(two_to_three, at("2027-10-31 03:00"), {})


def test_a_closing_time_that_comes_twice_is_the_second_one() -> None:
    until_half_past_two = OpeningHours({5: (Window(time(20), time(2, 30)),)})
    assert closes_at(until_half_past_two, at("2027-10-31 01:00"), {}) == at("2027-10-31 02:30", fold=1)


def test_a_window_inside_the_hour_that_does_not_exist_is_no_opening() -> None:
    gone = OpeningHours({6: (Window(time(2, 15), time(2, 45)),)})
    assert opens_at(gone, at("2027-03-27 12:00"), {}) == at("2027-04-04 02:15")


clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
windows = st.lists(st.builds(Window, clock_times, clock_times), max_size=2).map(tuple)
weeks = st.dictionaries(st.integers(0, 6), windows)
# A fortnight around both changes of the clock, so that they are met often.
moments = st.one_of(
    st.integers(0, 60 * 24 * 14).map(lambda m: datetime(2027, 3, 21, tzinfo=UTC) + timedelta(minutes=m)),
    st.integers(0, 60 * 24 * 14).map(lambda m: datetime(2027, 10, 24, tzinfo=UTC) + timedelta(minutes=m)),
)


@given(st.builds(OpeningHours, weeks, st.none() | windows), moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: OpeningHours, moment: datetime) -> None:
    days_off = {date(2027, 3, 29): "easter_monday"}
    opening = opens_at(hours, moment, days_off)
    if opening is None or opening == moment:
        return
    steps = int((opening - moment) / timedelta(minutes=15))
    assert not any(is_open(hours, moment + timedelta(minutes=15 * step), days_off) for step in range(steps))
    assert is_open(hours, opening, days_off)


@given(weeks, moments)
def test_away_from_the_change_a_desk_is_open_exactly_when_the_wall_clock_says_so(
    week: dict[int, tuple[Window, ...]], moment: datetime
) -> None:
    local = moment.astimezone(AMSTERDAM)
    if local.date() in (date(2027, 3, 28), date(2027, 10, 31)):
        return
    yesterday, now = (local.weekday() - 1) % 7, local.time()
    today = any(
        one.opens <= now and (one.over_midnight() or now < one.closes)
        for one in week.get(local.weekday(), ())
    )
    before = any(one.over_midnight() and now < one.closes for one in week.get(yesterday, ()))
    assert is_open(OpeningHours(week), moment, {}) == (today or before)
