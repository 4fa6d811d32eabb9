"""The norms and days off as the experts wrote them can be used, and mean what they say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from samenop.catalogues.days_off_catalogue import days_off, days_off_around, holiday_names
from samenop.catalogues.loading import CatalogueError
from samenop.catalogues.norms_catalogue import all_norms, norms
from samenop.core.clocks.norms import LEVELS
from samenop.core.clocks.running import clocks_to_start, clocks_to_stop, share_asked, start_clock

NOW = datetime(2026, 11, 28, 22, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("norm", "minutes", "share"),
    [
        ("police_arrival", 15, 0.90),
        ("crisis_assessment_1h", 60, 0.90),
        ("crisis_assessment_4h", 240, 0.85),
        ("acute_sharing_recorded", 1440, None),
    ],
)
def test_the_norms_of_the_agreements_hold(norm: str, minutes: int, share: float | None) -> None:
    clock = start_clock(norms()[norm].norm, NOW)
    assert clock is not None
    assert clock.due_at - clock.started_at == timedelta(minutes=minutes)
    assert share_asked(norms()[norm].norm, TODAY) == share


def test_transport_is_a_share_without_a_clock() -> None:
    norm = norms()["transport_not_by_police"].norm
    assert start_clock(norm, NOW) is None
    assert share_asked(norm, TODAY) == 0.80


def test_every_norm_warns_before_it_breaks_and_climbs_upwards() -> None:
    for norm in all_norms():
        clock = start_clock(norm, NOW)
        if clock is None:
            continue
        assert clock.started_at <= clock.warn_at < clock.due_at, norm.id
        levels = [LEVELS.index(climb.level) for climb in clock.climbs]
        assert levels == sorted(set(levels)), norm.id


def test_a_number_of_our_own_is_not_called_verified() -> None:
    assert not [norm.id for norm in all_norms() if "eigen voorstel" in norm.source.lower() and norm.verified]


def test_an_emergency_starts_arrival_and_direct_line_together() -> None:
    started = clocks_to_start(all_norms(), "incident.classified", {"urgency": "urgent_police"}, at=NOW)
    assert {clock.norm for clock in started} == {"police_arrival", "direct_line"}


def test_care_on_the_scene_does_not_stop_the_clock_of_the_police() -> None:
    facts = {"to": "on_scene", "discipline": "crisis_service"}
    stopped = clocks_to_stop(all_norms(), "deployment.progressed", facts)
    assert "care_wait" in stopped
    assert "police_arrival" not in stopped


def test_a_class_that_is_lowered_stops_the_clock_of_arrival() -> None:
    facts = {"urgency": "deferrable_police"}
    assert "police_arrival" in clocks_to_stop(all_norms(), "incident.classified", facts)


def test_a_region_lays_its_own_numbers_over_ours(tmp_path: Path) -> None:
    ours = (Path(norms.__wrapped__.__code__.co_filename).parent / "norms" / "acute.yaml").read_text()
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "acute.yaml").write_text(ours.replace("minutes: 30\n", "minutes: 20\n", 1))
    clock = start_clock(norms(tmp_path)["care_wait"].norm, NOW)
    assert clock is not None
    assert clock.due_at - NOW == timedelta(minutes=20)


def test_a_norm_that_asks_nothing_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "own.yaml").write_text(
        "norms:\n  empty:\n    name: {nl: a, en: a}\n    subject: incident\n"
        "    starts: [{event: a.b}]\n    stops: [{event: a.c}]\n"
        "    values:\n      2026-01-01: {warn_minutes: 3}\n    source: ergens gelezen\n    verified: false\n"
    )
    with pytest.raises(CatalogueError, match=r"own\.yaml, line 7.*asks nothing"):
        norms(tmp_path)


EASTER = {
    2024: (3, 31),
    2025: (4, 20),
    2026: (4, 5),
    2027: (3, 28),
    2028: (4, 16),
    2029: (4, 1),
    2030: (4, 21),
}
KINGS_DAY = {2024: 27, 2025: 26, 2026: 27, 2027: 27, 2028: 27, 2029: 27, 2030: 27}


@pytest.mark.parametrize("year", EASTER)
def test_the_days_off_of_a_year_are_the_days_on_which_the_netherlands_is_closed(year: int) -> None:
    easter = date(year, *EASTER[year])
    expected = {
        date(year, 1, 1),
        easter,
        easter + timedelta(days=1),
        date(year, 4, KINGS_DAY[year]),
        easter + timedelta(days=39),
        easter + timedelta(days=49),
        easter + timedelta(days=50),
        date(year, 12, 25),
        date(year, 12, 26),
    } | ({date(year, 5, 5)} if year in (2025, 2030) else set())
    assert set(days_off(year)) == expected
    assert easter - timedelta(days=2) not in days_off(year), "Goede Vrijdag is een gewone werkdag"


def test_every_day_off_has_a_name_in_both_languages() -> None:
    for holiday in days_off(2030).values():
        assert holiday_names()[holiday].nl
        assert holiday_names()[holiday].en


def test_around_new_year_both_years_are_known() -> None:
    around = days_off_around(date(2026, 12, 31))
    assert date(2026, 12, 26) in around
    assert date(2027, 1, 1) in around
