"""The question of the ask tool as a form of codes: what the rules speak about stands first (D2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.catalogues.asking_catalogue import asking_rules, asking_words
from samenop.catalogues.loading import Words
from samenop.catalogues.sharing_catalogue import data_kinds
from samenop.core.kernel import Actor
from samenop.core.sharing.asking import CONFLICT_TESTS, CONSENTS, AskingRule, Question

DIRECTIONS = (("tell", _("I want to tell something")), ("ask", _("I want to know something")))


def said(words: Words) -> str:
    """The words in the language of the reader."""
    return words.in_language(get_language() or "nl")


class AskForm(forms.Form):
    """Who am I, who is the other, what about, which situation, is there danger; never a word about a person."""

    use_required_attribute = False
    direction = forms.ChoiceField(label=_("What do you want?"), choices=DIRECTIONS, widget=forms.RadioSelect)
    me = forms.ChoiceField(label=_("Who am I?"))
    other = forms.ChoiceField(label=_("Who is the other?"))
    about = forms.ChoiceField(label=_("What about?"))
    setting = forms.ChoiceField(label=_("In which situation?"))
    danger = forms.BooleanField(label=_("There is acute danger to life now"), required=False)
    consent = forms.ChoiceField(
        label=_("Does the person agree that this is told?"), required=False, initial="not_asked"
    )
    tests = forms.MultipleChoiceField(
        label=_("Conflict of duties: only all six together open anything"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    incident = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, told: Mapping[str, Any], *, whole: bool = True) -> None:
        # Not whole yet is not wrong yet: then what was told stands in the fields without complaints.
        super().__init__(told if whole else None, initial=dict(told), auto_id="ask_%s")
        words = asking_words()
        parties = sorted(((code, said(one)) for code, one in words.parties.items()), key=lambda one: one[1])
        tells, hears = _parties_of(told)
        spoken = [rule for rule in asking_rules() if _is_between(rule, tells, hears)]
        about = told.get("about", "")
        here = [rule for rule in spoken if about in rule.data_kinds] or spoken
        self._list("me").choices = parties
        self._list("other").choices = [("", _("Choose")), *parties]
        self._list("about").choices = [
            ("", _("Choose")),
            *_first(
                {code: said(one.name) for code, one in data_kinds().items()},
                (code for rule in spoken for code in rule.data_kinds),
                _("Often asked between these two"),
            ),
        ]
        self._list("setting").choices = _first(
            {code: said(one.name) for code, one in words.settings.items()},
            (code for rule in here for code in rule.phases),
            _("Named in the rules"),
        )
        self._list("consent").choices = [(code, said(words.consents[code])) for code in CONSENTS]
        self._list("tests").choices = [(code, said(words.conflict_tests[code])) for code in CONFLICT_TESTS]

    def _list(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} is no list of choices")
        return field

    def question(self) -> Question:
        """The question in the terms of the core; only after `is_valid`."""
        told = self.cleaned_data
        tells, hears = _parties_of(told)
        return Question(
            from_kind=tells,
            to_kind=hears,
            data_kind=told["about"],
            setting=told["setting"],
            acute_danger=told["danger"],
            consent=told["consent"] or "not_asked",
            conflict_tests=frozenset(told["tests"]),
        )


def is_whole(filled: Mapping[str, Any]) -> bool:
    """Whether enough was chosen to answer."""
    return bool(filled.get("other") and filled.get("about"))


def filled_in(actor: Actor, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the address says, and where it says nothing what is likely: I tell, at an incident going on now.

    When the rules speak of these two and this kind in other situations only, the first of those is likely.
    """
    filled: dict[str, Any] = {"direction": "tell", "me": actor.kind, "consent": "not_asked"}
    filled |= {name: told[name] for name in AskForm.base_fields if told.get(name)}
    getlist = getattr(told, "getlist", None)
    filled["tests"] = getlist("tests") if getlist else told.get("tests", [])
    if "setting" not in filled:
        filled["setting"] = _likely_setting(filled)
    return filled


def _likely_setting(filled: Mapping[str, Any]) -> str:
    tells, hears = _parties_of(filled)
    named = [
        code
        for rule in asking_rules()
        if _is_between(rule, tells, hears) and filled.get("about") in rule.data_kinds
        for code in asking_words().settings
        if code in rule.phases
    ]
    return "live_incident" if not named or "live_incident" in named else named[0]


def _parties_of(told: Mapping[str, Any]) -> tuple[str, str]:
    """Who tells and who hears: I tell the other, or the other tells me."""
    me, other = str(told.get("me", "")), str(told.get("other", ""))
    return (other, me) if told.get("direction") == "ask" else (me, other)


def _is_between(rule: AskingRule, tells: str, hears: str) -> bool:
    return tells in rule.from_kinds and hears in rule.to_kinds


def _first(names: Mapping[str, str], often: Iterable[str], heading: Any) -> list[Any]:
    """The choices with those that are often meant in a group of their own on top."""
    wanted = set(often) & set(names)
    everything = sorted(names.items(), key=lambda one: one[1].lower())
    if not wanted:
        return everything
    return [
        (heading, [one for one in everything if one[0] in wanted]),
        (_("Everything else"), [one for one in everything if one[0] not in wanted]),
    ]
