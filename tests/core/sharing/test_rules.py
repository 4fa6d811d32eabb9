"""The sharing decision is total and closed by default; the set form and the single form are one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samenop.catalogues.sharing_catalogue import data_kinds, retention_classes, sharing_rules
from samenop.core.sharing.rules import SharingRule, decide_sharing, readable_pairs

KINDS = ("police", "crisis_service", "shelter", "community", "housing")
DATA = ("observation", "advice", "care_information", "shared_note")
some = st.frozensets


@st.composite
def rules(draw: st.DrawFn) -> SharingRule:
    return SharingRule(
        id=draw(st.text("RST", min_size=1, max_size=3)),
        from_kinds=draw(some(st.sampled_from(KINDS))),
        to_kinds=draw(some(st.sampled_from((*KINDS, "any")))),
        data_kinds=draw(some(st.sampled_from(DATA))),
        phases=draw(some(st.sampled_from(("live", "after")))),
        outcome=draw(st.sampled_from(("permitted", "conditions", "consent", "not"))),
        alternative_nl="",
        alternative_en="",
        ground="",
        verified=False,
    )


@given(st.lists(rules(), max_size=8), st.sampled_from(KINDS), st.sampled_from(("live", "after")))
@settings(max_examples=200, deadline=None)
def test_the_set_form_equals_the_single_form(told: list[SharingRule], reader: str, phase: str) -> None:
    pairs = readable_pairs(told, to_kind=reader, phase=phase)
    for origin in KINDS:
        for kind in DATA:
            single = decide_sharing(told, from_kind=origin, to_kind=reader, data_kind=kind, phase=phase)
            assert ((origin, kind) in pairs) == bool(single)


@given(st.lists(rules(), max_size=8), rules(), st.sampled_from(KINDS))
@settings(max_examples=200, deadline=None)
def test_a_rule_less_never_shows_more(told: list[SharingRule], more: SharingRule, reader: str) -> None:
    without = readable_pairs(told, to_kind=reader, phase="live")
    assert without <= readable_pairs([*told, more], to_kind=reader, phase="live")


def test_without_a_rule_it_is_not_permitted() -> None:
    assert decide_sharing((), from_kind="police", to_kind="police", data_kind="x", phase="live").outcome == "not"


def test_being_a_patient_is_never_readable_for_the_police() -> None:
    for origin in ("crisis_service", "mental_health", "addiction_care", "general_practice"):
        for reader in ("police", "control_room", "housing", "community"):
            for phase in ("live", "after"):
                answer = decide_sharing(
                    sharing_rules(), from_kind=origin, to_kind=reader, data_kind="care_information", phase=phase
                )
                assert not answer


def test_every_rule_names_kinds_of_data_that_exist_and_every_kind_has_a_term() -> None:
    known = set(data_kinds())
    for rule in sharing_rules():
        assert rule.data_kinds <= known | {"promise"}, rule.id
        assert rule.ground
    for name, kind in data_kinds().items():
        assert kind.retention in retention_classes(), name
