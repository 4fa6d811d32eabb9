"""A route always has a next step, never offers whom it refuses, and says why for everyone."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samenop.catalogues import needs_catalogue
from samenop.catalogues.loading import CatalogueError, folder
from samenop.catalogues.needs_catalogue import care_needs, fallback_chain, route_words
from samenop.core.clocks.opening import ALWAYS, AMSTERDAM, OpeningHours, Window
from samenop.core.incidents.routing import (
    Agreement,
    Candidate,
    Capability,
    Contact,
    Duty,
    LastResort,
    Need,
    Person,
    Place,
    Routing,
    route_care,
)
from samenop.core.incidents.routing.grounds import NEVER_WAIVED, is_waived
from samenop.core.incidents.routing.offer import CIRCUMSTANCES
from samenop.core.incidents.routing.option import travel_minutes

NOW = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
HERE = Place("Bergstad")
WORDS = yaml.safe_load((folder("wording") / "refusals.yaml").read_text(encoding="utf-8"))
NEEDS = ("crisis_assessment", "fallback_assessment", "sobering_bed")


def bound(**changes: object) -> Agreement:
    agreement = Agreement(
        "convenant",
        frozenset({"crisis_assessment"}),
        date(2020, 1, 1),
        escalation=(Contact("board", "Bestuur"), Contact("management", "Manager")),
    )
    return replace(agreement, **changes)  # type: ignore[arg-type]


def partner(name: str = "crisis", **changes: object) -> Candidate:
    candidate = Candidate(name, "crisis_service", (Capability("crisis_assessment", minutes=30),))
    return replace(candidate, **changes)  # type: ignore[arg-type]


def asked(**changes: object) -> Need:
    return replace(Need("crisis_assessment", HERE, falls_back_to=("fallback_assessment",)), **changes)  # type: ignore[arg-type]


def refusal(routing: Routing) -> str:
    (refused,) = routing.refused
    return refused.code


def reasons(routing: Routing) -> set[str]:
    return {ground.code for ground in routing.options[0].reasons}


def test_nobody_at_all_still_leaves_a_next_step() -> None:
    routing = route_care(asked(asked_by="police"), [], NOW)
    assert routing.next_step() == LastResort("holder_keeps_and_climbs", "police", "management")


def test_the_last_resort_climbs_past_the_work_floor() -> None:
    unreachable = partner(agreements=(bound(),), reachable=False)
    last = route_care(asked(), [unreachable], NOW).next_step()
    assert last == LastResort("call_obliged_party", "crisis", "management", "Manager", ("not_reachable",))


def test_a_route_says_every_ground_and_not_only_the_first() -> None:
    closed_and_full = partner(opening=OpeningHours(), capacity_left=0)
    (refused,) = route_care(asked(), [closed_and_full], NOW).refused
    assert (refused.code, refused.also) == ("not_open", ("no_capacity",))


def test_who_is_closed_says_when_it_opens() -> None:
    office = partner(opening=OpeningHours({0: (Window(time(9), time(17)),)}))
    (refused,) = route_care(asked(), [office], NOW).refused
    assert refused.params == {"opens_at": "2026-11-30T08:00:00+00:00"}


def test_an_agreement_begins_and_ends_on_days_of_amsterdam() -> None:
    half_past_midnight = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    ended = partner(
        capabilities=(Capability("crisis_assessment", only_by_agreement=True),),
        agreements=(bound(valid_until=date(2026, 11, 27)),),
    )
    assert refusal(route_care(asked(), [ended], half_past_midnight)) == "agreement_ended"
    assert route_care(asked(), [ended], half_past_midnight - timedelta(hours=1)).options


def test_a_duty_ends_at_its_end() -> None:
    short = partner(roster=(Duty(NOW - timedelta(hours=8), NOW, "Nachtdienst"),))
    assert refusal(route_care(asked(), [short], NOW)) == "nobody_on_duty"
    (option,) = route_care(asked(), [short], NOW - timedelta(seconds=1)).options
    assert option.contact == "Nachtdienst"


def test_of_two_on_duty_the_surely_reachable_is_named() -> None:
    hours = (NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    roster = (Duty(*hours, "Onbekend"), Duty(*hours, "Weg", False), Duty(*hours, "Zeker", True))
    assert route_care(asked(), [partner(roster=roster)], NOW).options[0].contact == "Zeker"


def test_an_unknown_age_is_to_be_confirmed_and_excludes_nobody() -> None:
    adults = partner(capabilities=(Capability("crisis_assessment", min_age=18, minutes=30),))
    assert "age_to_confirm" in reasons(route_care(asked(), [adults], NOW))
    assert "age_to_confirm" not in reasons(route_care(asked(person=Person(age=40)), [adults], NOW))


def test_a_partner_that_says_its_own_time_is_believed() -> None:
    slow, quick = partner("slow", minutes_now=90), partner("quick")
    assert [one.organisation for one in route_care(asked(), [slow, quick], NOW).options] == ["quick", "slow"]


def test_who_gives_no_time_comes_last() -> None:
    silent = partner("silent", capabilities=(Capability("crisis_assessment"),))
    options = route_care(asked(), [silent, partner("late", minutes_now=500)], NOW).options
    assert [one.organisation for one in options] == ["late", "silent"]
    assert options[1].minutes is None


def test_the_way_counts_when_both_places_are_known() -> None:
    amsterdam, utrecht = Place("a", 52.37, 4.90), Place("u", 52.09, 5.12)
    assert 55 <= travel_minutes(amsterdam, utrecht) <= 70
    assert travel_minutes(Place("a"), utrecht) == 0
    assert travel_minutes(amsterdam, amsterdam) == 0


def test_must_take_waives_what_a_person_is_like_and_never_an_age() -> None:
    assert is_waived("not_able_under_influence")
    assert is_waived("no_capacity")
    assert not any(is_waived(code) for code in NEVER_WAIVED | {"not_open", "not_reachable", "out_of_area"})


def test_every_ground_has_its_words_with_what_they_need() -> None:
    codes = set(re.findall(r'Ground\(\s*"([a-z_]+)"', Path(grounds_file()).read_text(encoding="utf-8")))
    codes |= {f"not_able_{circumstance}" for circumstance in CIRCUMSTANCES}
    assert {"not_open", "no_capacity", "agreement_ended"} <= codes
    assert not [code for code in codes if not {"nl", "en"} <= set(WORDS.get(code, {}))]


def grounds_file() -> str:
    return is_waived.__code__.co_filename


def test_every_reason_and_last_resort_has_its_words() -> None:
    room = Path(route_care.__code__.co_filename).parent
    source = "".join((room / name).read_text(encoding="utf-8") for name in ("option.py", "last_resort.py"))
    codes = set(re.findall(r'Ground\("([a-z_]+)"', source))
    waivable = {f"in_spite_of_{one}" for one in CIRCUMSTANCES - {"minor"}}
    waivable |= {"in_spite_of_suspended_there", "in_spite_of_no_capacity"}
    assert {"obliged", "open_now"} <= codes
    assert codes | waivable <= set(route_words().reasons)
    assert set(re.findall(r'LastResort\(\s*"([a-z_]+)"', source)) == set(route_words().last_resort)
    assert set(route_words().circumstances) == CIRCUMSTANCES


def test_every_need_that_is_not_itself_an_end_falls_back_somewhere() -> None:
    ends = {need for need in care_needs() if not fallback_chain(need)}
    assert ends == {"ambulance", "fallback_assessment", "veilig_thuis_advice"}


def test_a_circle_of_fallbacks_is_refused(tmp_path: Path) -> None:
    text = (folder("care_needs") / "needs.yaml").read_text(encoding="utf-8")
    (tmp_path / "care_needs").mkdir()
    circle = text.replace(
        "given_by: [ambulance]\n", "given_by: [ambulance]\n    falls_back_to: medical_assessment\n"
    )
    assert circle != text
    (tmp_path / "care_needs" / "needs.yaml").write_text(circle, encoding="utf-8")
    with pytest.raises(CatalogueError, match="in a circle"):
        needs_catalogue.care_needs(tmp_path)


circumstances = st.frozensets(st.sampled_from(sorted(CIRCUMSTANCES)), max_size=3)
persons = st.builds(
    Person,
    st.none() | st.integers(0, 99),
    circumstances,
    st.frozensets(st.sampled_from(["p0", "p1", "p2"]), max_size=2),
)
capabilities = st.lists(
    st.builds(
        Capability,
        st.sampled_from(NEEDS),
        st.none() | st.just(18),
        st.none() | st.just(65),
        circumstances,
        st.none() | st.integers(0, 240),
        st.booleans(),
    ),
    max_size=3,
    unique_by=lambda one: one.care_need,
).map(tuple)
agreements = st.lists(
    st.builds(
        bound,
        obliges=st.frozensets(st.sampled_from(NEEDS), max_size=2),
        valid_until=st.none() | st.sampled_from([date(2026, 11, 27), date(2026, 11, 28)]),
        must_take=st.booleans(),
        escalation=st.sampled_from([(), (Contact("management", "Manager"),)]),
    ),
    max_size=2,
).map(tuple)
openings = st.sampled_from(
    [ALWAYS, OpeningHours(), OpeningHours({day: (Window(time(20), time(8)),) for day in range(7)})]
)


@st.composite
def regions(draw: st.DrawFn) -> list[Candidate]:
    return [
        Candidate(
            organisation=f"p{number}",
            kind=draw(st.sampled_from(["crisis_service", "care_desk", "shelter"])),
            capabilities=draw(capabilities),
            areas=draw(st.sampled_from([frozenset({"*"}), frozenset({"Bergstad"}), frozenset({"Dalen"})])),
            opening=draw(openings),
            roster=draw(st.sampled_from([None, (), (Duty(NOW, NOW + timedelta(hours=9), "Dienst"),)])),
            reachable=draw(st.sampled_from([None, True, False])),
            capacity_left=draw(st.sampled_from([None, 0, 3])),
            agreements=draw(agreements),
            load=draw(st.integers(0, 3)),
        )
        for number in range(draw(st.integers(0, 4)))
    ]


needs = st.builds(asked, person=persons, declined_by=st.frozensets(st.sampled_from(["p0", "p3"]), max_size=1))
moments = st.integers(0, 60 * 24 * 3).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(needs, regions(), moments)
def test_everyone_is_offered_or_refused_and_never_both(
    need: Need, region: list[Candidate], at: datetime
) -> None:
    routing = route_care(need, region, at)
    offered = [one.organisation for one in routing.options]
    offered += [routing.fallback.organisation] if routing.fallback else []
    refused = [one.organisation for one in routing.refused]
    assert sorted(offered + refused) == sorted(one.organisation for one in region)
    assert routing.last_resort.code
    assert routing.next_step() in (*routing.options, routing.fallback, routing.last_resort)


@given(needs, regions(), moments)
def test_every_refusal_can_be_said_in_both_languages(
    need: Need, region: list[Candidate], at: datetime
) -> None:
    for refused in route_care(need, region, at).refused:
        for language in ("nl", "en"):
            assert "{" not in WORDS[refused.code][language].format(**refused.params)
            assert all(WORDS[code][language] for code in refused.also)


@given(needs, regions(), moments, st.data())
def test_taking_a_capability_away_never_gives_more_options(
    need: Need, region: list[Candidate], at: datetime, data: st.DataObject
) -> None:
    poorer = [
        replace(one, capabilities=one.capabilities[: data.draw(st.integers(0, len(one.capabilities)))])
        for one in region
    ]
    before, after = route_care(need, region, at), route_care(need, poorer, at)
    assert {one.organisation for one in after.options} <= {one.organisation for one in before.options}


@given(needs, regions(), moments, st.sampled_from(sorted(CIRCUMSTANCES)))
def test_a_harder_circumstance_never_gives_more_options(
    need: Need, region: list[Candidate], at: datetime, circumstance: str
) -> None:
    harder = replace(
        need, person=replace(need.person, circumstances=need.person.circumstances | {circumstance})
    )
    before, after = route_care(need, region, at), route_care(harder, region, at)
    assert {one.organisation for one in after.options} <= {one.organisation for one in before.options}


@given(needs, regions(), moments)
def test_obliged_stand_before_others_and_quick_before_slow(
    need: Need, region: list[Candidate], at: datetime
) -> None:
    options = route_care(need, region, at).options
    for one, following in pairwise(options):
        assert one.obliged >= following.obliged
        if one.obliged == following.obliged:
            assert (one.minutes is None, one.minutes or 0) <= (
                following.minutes is None,
                following.minutes or 0,
            )


@given(needs, regions(), moments, st.randoms())
def test_the_order_in_which_partners_are_given_changes_no_option(
    need: Need, region: list[Candidate], at: datetime, chance: object
) -> None:
    shuffled = list(region)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert route_care(need, shuffled, at).options == route_care(need, region, at).options
    assert route_care(need, shuffled, at).fallback == route_care(need, region, at).fallback


@given(needs, moments)
def test_an_open_and_reachable_fallback_takes_every_adult(need: Need, at: datetime) -> None:
    must = partner(
        "fallback",
        capabilities=(
            Capability("fallback_assessment", min_age=18, excludes=CIRCUMSTANCES - {"minor"}, minutes=30),
        ),
        capacity_left=0,
        agreements=(bound(obliges=frozenset({"fallback_assessment"}), must_take=True),),
    )
    adult = replace(
        need,
        person=replace(need.person, age=40, suspended_from=frozenset({"fallback"})),
        declined_by=frozenset(),
    )
    routing = route_care(adult, [must], at)
    assert routing.fallback is not None
    assert routing.fallback.must_take


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_a_night_shelter_is_open_all_through_the_night_of_the_changing_clock(day: str) -> None:
    night = partner(opening=OpeningHours({d: (Window(time(20), time(8)),) for d in range(7)}, holiday=None))
    midnight = datetime.fromisoformat(day).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    morning = datetime.fromisoformat(f"{day} 08:00").replace(tzinfo=AMSTERDAM).astimezone(UTC)
    minutes = int((morning - midnight) / timedelta(minutes=1))
    assert all(
        route_care(asked(), [night], midnight + timedelta(minutes=minute)).options
        for minute in range(0, minutes, 7)
    )
    assert not route_care(asked(), [night], morning).options
