"""Rows of strangers become reports, or are refused with all their faults at once."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenop.catalogues.intake_catalogue import MappingFile, intake_mapping, made, mapping_files
from samenop.catalogues.loading import CatalogueError
from samenop.core.incidents.intake import (
    LONGEST,
    IntakeMapping,
    MappedRow,
    Moment,
    Namer,
    RoughMoment,
    Source,
    header_key,
    map_row,
    missing_columns,
)

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def own() -> IntakeMapping:
    found = intake_mapping("samenop")
    assert found is not None
    return found


def toronto() -> IntakeMapping:
    found = intake_mapping("toronto_persons_in_crisis")
    assert found is not None
    return found


def codes(answer: object) -> list[str]:
    assert isinstance(answer, tuple)
    return sorted(one.code for one in answer)


def test_dutch_headings_are_understood() -> None:
    row = {
        "melding": "Man roept op straat",
        "kanaal": "Balie",
        "soort_melder": "Burger",
        "adres": "Marktplein 1",
        "breedtegraad": "52,37",
        "geboortedatum": "03-02-1980",
        "naam_persoon": "Jan Voorbeeld",
        "ontvangen_op": "27-11-2026 21:00",
    }
    answer = map_row(own(), row, "7", now=NOW)
    assert isinstance(answer, MappedRow)
    assert answer.fields["channel"] == "counter"
    assert answer.fields["reporter_kind"] == "citizen"
    assert answer.fields["latitude"] == pytest.approx(52.37)
    assert answer.fields["person_birth_date"] == date(1980, 2, 3)
    assert answer.fields["received_at"] == datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    assert answer.external_id == "7"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    row = {"melding": " ", "kanaal": "duif", "lat": "nan", "geboortedatum": "gisteren", "received_at": "2099-01-01"}
    answer = map_row(own(), row, "", now=NOW)
    assert codes(answer) == [
        "intake_moment_future",
        "intake_moment_unreadable",
        "intake_number_unreadable",
        "intake_row_unnamed",
        "intake_value_missing",
        "intake_value_unknown",
    ]


@pytest.mark.parametrize(
    ("column", "told", "code"),
    [
        ("text", "x" * (LONGEST["text"] + 1), "intake_value_too_long"),
        ("text", "bel\x00", "intake_control_sign"),
        ("text", "\ud800", "intake_control_sign"),
        ("latitude", "91", "intake_number_unreadable"),
        ("latitude", "inf", "intake_number_unreadable"),
        ("ticked", "no_such_fact", "intake_value_unknown"),
        ("situation", "no_such_situation", "intake_value_unknown"),
        ("received_at", "0001-01-01T00:00+14:00", "intake_moment_unreadable"),
        ("received_at", "32-13-2026 10:00", "intake_moment_unreadable"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_never_cut_or_guessed(column: str, told: str, code: str) -> None:
    assert codes(map_row(own(), {"text": "Ruzie"} | {column: told}, "1", now=NOW)) == [code]


def test_a_rough_moment_is_the_first_such_weekday_and_an_estimate() -> None:
    row = {
        "event_year": "2014",
        "event_month": "January",
        "event_dow": "Wednesday",
        "event_hour": "23",
        "event_type": "Suicide-related",
        "division": "D52",
        "apprehension_made": "No",
        "hood_140": "78",
    }
    answer = map_row(toronto(), row, "n", now=NOW)
    assert isinstance(answer, MappedRow)
    # Wednesday 1 January 2014, 23:00 in Toronto.
    assert answer.fields["received_at"] == datetime(2014, 1, 2, 4, 0, tzinfo=UTC)
    assert answer.extra["estimated"] == ["received_at"]
    assert answer.extra["row"] == {"division": "D52", "apprehension_made": "No", "hood_140": "78"}
    assert answer.fields["area"] == "toronto-78"


def test_identical_rows_are_different_calls_and_a_second_run_names_them_alike() -> None:
    rows = [{"a": "1"}, {"a": "2"}, {"a": "1"}, {"a": "1"}]
    first = [Namer(toronto()).name(row) for row in rows[:1]]
    one, again = Namer(toronto()), Namer(toronto())
    names = [one.name(row) for row in rows]
    assert len(set(names)) == 4
    assert names == [again.name(row) for row in rows]
    assert names[0] == first[0]


def test_the_columns_that_must_be_there_are_named() -> None:
    assert missing_columns(own(), frozenset({"adres"})) == ("text", "external_id")
    assert missing_columns(toronto(), frozenset({"event_type", "event_year"})) == (
        "event_month",
        "event_dow",
        "event_hour",
    )


@pytest.mark.parametrize("name", ["Ontvangen op", "ontvangen-op", " ONTVANGEN_OP "])
def test_headings_differ_in_accidents_only(name: str) -> None:
    assert header_key(name) == "ontvangen_op"


TEXTS = st.text(max_size=40)


COLUMNS = st.sampled_from(["text", "kanaal", "lat", "lon", "received_at", "ticked", "adres"])


@given(st.dictionaries(COLUMNS, TEXTS), TEXTS)
def test_any_row_is_a_report_or_a_refusal_and_nothing_else(row: dict[str, str], name: str) -> None:
    answer = map_row(own(), row, name.strip(), now=NOW)
    if isinstance(answer, MappedRow):
        assert answer.fields["text"].strip()
        assert answer.external_id
    else:
        assert answer
        assert all(one.code.startswith("intake_") for one in answer)


@given(
    st.fixed_dictionaries(
        {name: TEXTS | st.integers().map(str) for name in ("event_year", "event_month", "event_dow", "event_hour")}
    )
)
def test_any_rough_moment_is_read_or_refused(row: dict[str, str]) -> None:
    mapping = IntakeMapping("m", "s", {"text": Source(("event_year",))}, moment=toronto().moment)
    answer = map_row(mapping, row, "n", now=NOW)
    assert isinstance(answer, tuple | MappedRow)


def test_what_a_foreign_file_lacks_is_said() -> None:
    lacks = mapping_files()["toronto_persons_in_crisis"].lacks
    assert {"day", "id", "address", "reporter"} <= lacks.keys()
    assert isinstance(toronto().moment, RoughMoment)
    assert isinstance(own().moment, Moment)


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"colour": {"columns": ["a"]}}},
        {"fields": {"text": {"columns": []}}},
        {"fields": {"address": {"columns": ["a"]}}},
        {"constants": {"channel": "pigeon"}},
        {"fields": {"text": {"columns": ["a"]}, "channel": {"columns": ["b"], "values": {"x": "pigeon"}}}},
        {"moment": {"columns": ["a"], "zone": "Middle/Earth"}},
    ],
)
def test_a_mapping_that_cannot_work_is_refused_when_it_is_read(change: dict[str, object]) -> None:
    told = {
        "name": {"nl": "x", "en": "x"},
        "source": "s",
        "origin": "o",
        "verified": False,
        "fields": {"text": {"columns": ["a"]}},
        "lacks": {},
    }
    assert made("good", MappingFile.model_validate(told))
    with pytest.raises(CatalogueError):
        made("bad", MappingFile.model_validate(told | change))
