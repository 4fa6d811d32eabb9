"""The intake form: the questions of a report in the order of the conversation, fit for the keyboard alone."""

import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.service import ReportDraft
from samenop.apps.incidents.web.care_route import area_choices, offer_choices
from samenop.apps.incidents.wording import NEEDS, URGENCIES, choices_of
from samenop.catalogues.classification_catalogue import classification
from samenop.catalogues.situations_catalogue import situations
from samenop.core.kernel import Actor

# What the operator asks in every conversation, with the letter that ticks it. The letters a, d and the digits
# belong to the proposals; everything else that is said is heard in the text.
FACT_KEYS = {
    "danger_to_life": "l",
    "violence_now": "g",
    "weapon": "w",
    "injured": "b",
    "threat": "t",
    "fire": "f",
    "suicidal": "s",
    "medical_emergency": "z",
    "domestic_violence": "h",
    "child_involved": "c",
    "under_influence": "o",
    "confused": "v",
    "reporter_unsafe": "m",
    "caught_in_the_act": "p",
}
CHANNELS_BY_HAND = ("call_112", "call_0900", "counter", "street")


@dataclass(frozen=True, slots=True)
class Tick:
    """One fact to tick: its letter, its name and the question behind it; `danger` marks what never waits."""

    fact: str
    key: str
    name: str
    question: str
    danger: bool
    ticked: bool


class IntakeForm(forms.Form):
    """A report while it is told. Only what happens is asked; who is asked, not demanded."""

    use_required_attribute = False

    address = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    text = forms.CharField(
        label=_("What is happening"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    person_name = forms.CharField(label=_("Who is it about"), max_length=120, required=False)
    person_birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        input_formats=["%d-%m-%Y", "%d/%m/%Y", "%d%m%Y", "%Y-%m-%d"],
        widget=forms.TextInput(attrs={"placeholder": "31-12-1980", "inputmode": "numeric"}),
    )
    ticked = forms.MultipleChoiceField(label=_("Danger and facts"), required=False)
    reporter_name = forms.CharField(label=_("Name of the reporter"), max_length=120, required=False)
    reporter_phone = forms.CharField(
        label=_("Phone of the reporter"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    reporter_kind = forms.ChoiceField(
        label=_("Who reports"), choices=[one for one in choices_of("reporter_kind") if one[0] != "system"]
    )
    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[one for one in choices_of("channel") if one[0] in CHANNELS_BY_HAND],
    )
    accepted = forms.CharField(required=False, max_length=60)
    situation = forms.CharField(required=False, max_length=60)
    urgency = forms.ChoiceField(
        label=_("Class"), required=False, choices=[("", _("As proposed")), *URGENCIES.items()]
    )
    needs = forms.ChoiceField(
        label=_("What is needed"), required=False, choices=[("", _("As proposed")), *NEEDS.items()]
    )
    reason = forms.CharField(label=_("Why you decide otherwise"), max_length=300, required=False)
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "area", area_choices(actor))
        offer_choices(self, "ticked", [(fact, fact) for fact in FACT_KEYS])

    def ticks(self) -> list[Tick]:
        """The facts in the order in which they are asked, as they stand now."""
        words, language = classification(settings.REGION), get_language() or "nl"
        ticked = set(self["ticked"].value() or ())
        return [
            Tick(
                fact=fact,
                key=key,
                name=words.names[fact].in_language(language),
                question=words.questions[fact].in_language(language),
                danger=words.rulebook.facts[fact].danger,
                ticked=fact in ticked,
            )
            for fact, key in FACT_KEYS.items()
        ]

    def draft(self) -> ReportDraft:
        """The report as it is told until now; of a form that was cleaned, also when it is not complete."""
        told = self.cleaned_data
        return ReportDraft(
            text=told.get("text", ""),
            channel=told.get("channel") or "call_112",
            reporter_kind=told.get("reporter_kind") or "citizen",
            reporter_name=told.get("reporter_name", ""),
            reporter_phone=told.get("reporter_phone", ""),
            address=told.get("address", ""),
            area=told.get("area", ""),
            person_name=told.get("person_name", ""),
            person_birth_date=told.get("person_birth_date"),
            ticked=frozenset(told.get("ticked", ())),
        )

    def decided(self) -> tuple[str, str] | None:
        """The class and need that a person chose: their own, or the accepted proposal; None when neither."""
        told = self.cleaned_data
        urgency, _space, needs = told.get("accepted", "").partition(" ")
        urgency = told.get("urgency") or urgency
        needs = told.get("needs") or needs
        return (urgency, needs) if urgency and needs else None

    def clean_situation(self) -> str:
        """A situation that the catalogue does not have is no choice."""
        chosen: str = self.cleaned_data["situation"]
        return chosen if chosen in situations(settings.REGION) else ""

    def clean(self) -> dict[str, Any]:
        """Half a decision is none: who departs from the proposal says both."""
        told = super().clean() or {}
        if bool(told.get("urgency")) != bool(told.get("needs")) and not told.get("accepted"):
            self.add_error("needs" if told.get("urgency") else "urgency", _("Choose both, or neither."))
        return told


def new_key() -> str:
    """A key for one report, so that pressing save twice makes one."""
    return secrets.token_urlsafe(16)
