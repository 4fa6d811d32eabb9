"""Forms of the baton: offer with handover, take over, refuse, send back."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.must_take import is_must_take
from samenop.apps.incidents.queries import IncidentView
from samenop.apps.incidents.web.step_forms.base import CHOOSE, StepForm, area, few, many, partners
from samenop.apps.incidents.wording import choices_of, word_of
from samenop.core.incidents.handover import HANDOVER_FIELDS
from samenop.frame.moments import AMSTERDAM


class OfferForm(StepForm):
    """To whom it is offered, with what must be told (A4, A13). Whether they must take it follows from agreements."""

    to = many(label=_("Offer to"))
    safe = forms.BooleanField(label=_("For us it is safe enough to hand over"), required=False)

    def prepare(self) -> None:
        facts = self.facing.view.facts
        holder = facts.baton.holder
        next_holder = facts.outcome.follow_up_holder if facts.outcome else ""
        self.choose("to", [CHOOSE, *partners(self.facing, but=holder)])
        if next_holder and next_holder != holder:
            self.initial.setdefault("to", next_holder)
        for name in HANDOVER_FIELDS:
            self.fields[f"told_{name}"] = forms.CharField(
                label=word_of("handover", name), widget=area(1), required=False, max_length=2000
            )
        self.fields["safe"] = self.fields.pop("safe")
        for name, text in _last_handover(self.facing.view).items():
            self.initial.setdefault(f"told_{name}", text)

    def words(self) -> dict[str, Any]:
        told = self.cleaned_data
        form = {name: told[f"told_{name}"] for name in HANDOVER_FIELDS if told[f"told_{name}"]}
        today = self.facing.now.astimezone(AMSTERDAM).date()
        must = is_must_take(self.facing.view.facts, to=told["to"], on=today)
        return {"to": told["to"], "told": form or None, "safe": told["safe"], "must_take": must}


class AcceptForm(StepForm):
    """Taking over: by name, said back in own words, and is it safe (A13)."""

    core_asks: ClassVar = ("accepted_by_name", "said_back")
    accepted_by_name = forms.CharField(label=_("Who takes over"), max_length=120, required=False)
    said_back = forms.CharField(
        label=_("Say back what you take over"),
        help_text=_("In your own words: what you heard, and what you will do. The giver reads it: no care content."),
        widget=area(3),
        required=False,
        max_length=2000,
    )
    safe = forms.BooleanField(label=_("For us it is safe enough to take over"), required=False)

    def prepare(self) -> None:
        self.initial.setdefault("accepted_by_name", self.facing.actor.name)
        handover = self.facing.view.facts.handover
        if handover is None or handover.status != "offered":
            for name in ("accepted_by_name", "said_back", "safe"):
                del self.fields[name]


class RefuseForm(StepForm):
    """No, with the ground; the baton stays where it is."""

    ground = few("refusal_ground", label=_("Ground"))
    text = forms.CharField(label=_("Explanation"), widget=area(2), required=False, max_length=2000)


class ReturnForm(StepForm):
    """Back with what is missing."""

    core_asks: ClassVar = ("missing",)
    missing = forms.MultipleChoiceField(
        label=_("What is missing?"),
        choices=lambda: choices_of("handover"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label=_("Explanation"), widget=area(2), required=False, max_length=2000)

    def prepare(self) -> None:
        handover = self.facing.view.facts.handover
        if handover:
            self.initial.setdefault("missing", [name for name in HANDOVER_FIELDS if name not in handover.fields])


def _last_handover(view: IncidentView) -> dict[str, str]:
    """What was told before: whoever got the form back only adds what was missing."""
    entries = view.dossier.by_id()
    for handover in view.handovers:
        entry = entries.get(handover.entry)
        if entry is not None and handover.from_organisation_id == view.facts.baton.holder:
            return dict(entry.payload)
    return {}
