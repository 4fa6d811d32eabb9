"""May I share this? The answer over the whole rule table: closed by default, danger never blocks (D2, D13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenop.core.sharing.rules import OUTCOMES, READABLE, is_about

# From most to least open. A refusal and a withdrawal weigh the same: the person said no.
CONSENTS = ("given", "not_asked", "not_possible", "refused", "withdrawn")
SAID_NO = frozenset({"refused", "withdrawn"})
# The six tests of a conflict of duties (domain facts A1); only all six together open anything.
CONFLICT_TESTS = (
    "consent_tried",
    "harm_by_silence",
    "speaking_prevents",
    "conscience",
    "no_other_way",
    "least_possible",
)
# What opened the answer, and the order in which ways that open equally are told.
OPENERS = ("rule", "consent", "conflict_of_duties", "danger")
RECORD_WITHIN_HOURS = 24
# Always there, also when no rule is in force.
EMERGENCY_CALL = "112"


@dataclass(frozen=True, slots=True)
class Said:
    """One expression in both languages."""

    nl: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """Dutch unless English is asked for."""
        return self.en if language.startswith("en") else self.nl

    def __bool__(self) -> bool:
        return bool(self.nl)


@dataclass(frozen=True, slots=True)
class Ground:
    """Law and article, where that was read, and whether it was seen there."""

    article: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class AskingRule:
    """One line of the rule table (D1). "any" in a set of kinds or phases stands for every one of them.

    `phases` are the settings of the ask tool. `objection_stops`: the rule leans on presumed agreement, so a
    no of the person closes it. `conflict_of_duties`: all six tests open it. `emergency`: in acute danger it
    counts from this party to that one because it says what may then be said: "everywhere", whatever was asked,
    or only "where_it_speaks", in its own phases or about its own kinds of data.
    """

    id: str
    version: int
    from_kinds: frozenset[str]
    to_kinds: frozenset[str]
    data_kinds: frozenset[str]
    phases: frozenset[str]
    outcome: str
    ground: Ground
    conditions: tuple[Said, ...] = ()
    minimum: Said = Said()
    sentence: Said = Said()
    alternative: Said = Said()
    reason: str = ""
    record: tuple[str, ...] = ()
    objection_stops: bool = False
    conflict_of_duties: bool = False
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to tell whom what, in which situation; codes only, never a word about a person."""

    from_kind: str
    to_kind: str
    data_kind: str
    setting: str
    acute_danger: bool = False
    consent: str = "not_asked"
    conflict_tests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer. Without a rule: not permitted, and the privacy officer to ask.

    `opened_by` says why it is open ("" when closed); `safest_route` is filled in acute danger only: the id of
    the emergency rule that says what may be said now, or "112"; then what was said is recorded within
    `record_within_hours`.
    """

    outcome: str
    rules: tuple[tuple[str, int], ...] = ()
    conditions: tuple[Said, ...] = ()
    minimum: tuple[Said, ...] = ()
    alternative: tuple[Said, ...] = ()
    sentence: Said = Said()
    ground: tuple[Ground, ...] = ()
    reason: str = ""
    record: tuple[str, ...] = ()
    whom_to_ask: str = ""
    opened_by: str = ""
    safest_route: str = ""
    record_within_hours: int | None = None

    def __bool__(self) -> bool:
        return self.outcome in READABLE


@dataclass(frozen=True, slots=True)
class _Found:
    """What one rule says to the question at hand."""

    rule: AskingRule
    outcome: str
    opened_by: str

    @property
    def rank(self) -> int:
        return OUTCOMES.index(self.outcome)


def decide_asking(rules: Iterable[AskingRule], question: Question) -> Decided:
    """The most open rule that matches counts; total over every question, also with codes nobody knows.

    Acute danger to life never blocks: the shortest safe route is given with what may be said (rules R02, R23,
    R58 and the emergency route), to be recorded within 24 hours. It opens that minimum, not all that was asked.
    """
    rules = tuple(rules)
    found = [_weighed(rule, question) for rule in rules if _matches(rule, question)]
    route = _shortest_route(rules, question)
    normal = _answer_of(found)
    if not question.acute_danger:
        return normal
    return _in_danger(normal, route)


def answers_for(
    rules: Iterable[AskingRule], question: Question, data_kinds: Iterable[str]
) -> dict[str, Decided]:
    """The same decision for many kinds of data at once: what these two may tell each other now."""
    rules = tuple(rules)
    return {
        kind: decide_asking(
            rules,
            Question(
                question.from_kind,
                question.to_kind,
                kind,
                question.setting,
                question.acute_danger,
                question.consent,
                question.conflict_tests,
            ),
        )
        for kind in data_kinds
    }


def _matches(rule: AskingRule, question: Question) -> bool:
    return is_about(
        rule,
        from_kind=question.from_kind,
        to_kind=question.to_kind,
        data_kind=question.data_kind,
        phase=question.setting,
    )


def _weighed(rule: AskingRule, question: Question) -> _Found:
    """What the consent of the person and the six tests make of the outcome of a rule."""
    if rule.outcome in READABLE and not (rule.objection_stops and question.consent in SAID_NO):
        return _Found(rule, rule.outcome, "rule")
    if rule.outcome == "consent" and question.consent == "given":
        return _Found(rule, "conditions", "consent")
    if rule.conflict_of_duties and question.conflict_tests.issuperset(CONFLICT_TESTS):
        return _Found(rule, "conditions", "conflict_of_duties")
    if question.consent in SAID_NO:
        return _Found(rule, "not", "")
    return _Found(rule, rule.outcome, "")


def _answer_of(found: list[_Found]) -> Decided:
    if not found:
        return Decided("not", reason="no_rule", whom_to_ask="privacy_officer", record=("decision",))
    best = min(one.rank for one in found)
    counting = sorted(
        (one for one in found if one.rank == best),
        key=lambda one: (OPENERS.index(one.opened_by) if one.opened_by else 0, one.rule.id),
    )
    first, rules = counting[0], [one.rule for one in counting]
    return Decided(
        outcome=first.outcome,
        rules=tuple((rule.id, rule.version) for rule in rules),
        conditions=_once(said for rule in rules for said in rule.conditions),
        minimum=_once(rule.minimum for rule in rules if rule.minimum),
        alternative=_once(rule.alternative for rule in rules if rule.alternative),
        # The words of a closed rule are what can be said instead; both stand in the same field.
        sentence=first.rule.sentence,
        ground=tuple(dict.fromkeys(rule.ground for rule in rules)),
        reason=first.rule.reason,
        record=_records(rules, first.opened_by),
        whom_to_ask={"consent": "the_person", "not": "privacy_officer"}.get(first.outcome, ""),
        opened_by=first.opened_by,
    )


def _in_danger(normal: Decided, route: AskingRule | None) -> Decided:
    """Open stays open; what is closed gets the route with its own words; nobody to reach: the call."""
    if route is None or normal:
        return _with_route(normal, route.id if route else EMERGENCY_CALL)
    return Decided(
        outcome="conditions",
        rules=((route.id, route.version),),
        conditions=route.conditions,
        minimum=_once([route.minimum] if route.minimum else []),
        alternative=normal.alternative,
        sentence=route.sentence,
        ground=(route.ground,),
        reason=route.reason,
        record=tuple(dict.fromkeys((*route.record, "within_24_hours"))),
        opened_by="danger",
        safest_route=route.id,
        record_within_hours=RECORD_WITHIN_HOURS,
    )


def _with_route(decided: Decided, route: str) -> Decided:
    return Decided(
        outcome=decided.outcome,
        rules=decided.rules,
        conditions=decided.conditions,
        minimum=decided.minimum,
        alternative=decided.alternative,
        sentence=decided.sentence,
        ground=decided.ground,
        reason=decided.reason,
        record=tuple(dict.fromkeys((*decided.record, "within_24_hours"))),
        whom_to_ask=decided.whom_to_ask,
        opened_by=decided.opened_by,
        safest_route=route,
        record_within_hours=RECORD_WITHIN_HOURS,
    )


def _shortest_route(rules: tuple[AskingRule, ...], question: Question) -> AskingRule | None:
    """Of the emergency rules between these parties the one that speaks of this, then the narrowest."""
    routes = [rule for rule in rules if _is_route(rule, question)]
    return min(routes, key=lambda rule: (not _speaks_of(rule, question), _width(rule), rule.id), default=None)


def _is_route(rule: AskingRule, question: Question) -> bool:
    between = is_about(
        rule,
        from_kind=question.from_kind,
        to_kind=question.to_kind,
        data_kind=question.data_kind,
        phase=question.setting,
        whatever_is_asked=True,
    )
    return between and (
        rule.emergency == "everywhere" or (rule.emergency == "where_it_speaks" and _speaks_of(rule, question))
    )


def _speaks_of(rule: AskingRule, question: Question) -> bool:
    return question.setting in rule.phases or question.data_kind in rule.data_kinds


def _width(rule: AskingRule) -> int:
    kinds = rule.from_kinds | rule.to_kinds
    return 1000 if "any" in kinds else len(rule.from_kinds) * len(rule.to_kinds)


def _records(rules: Iterable[AskingRule], opened_by: str) -> tuple[str, ...]:
    extra = {"consent": ("consent",), "conflict_of_duties": ("six_tests", "colleague", "person_informed")}
    told = [one for rule in rules for one in rule.record]
    return tuple(dict.fromkeys(("decision", *told, *extra.get(opened_by, ()))))


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said))
