"""What the forms of all steps share: a key against sending twice, the moment of a fact, choices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.queries import IncidentView
from samenop.apps.incidents.web.moments import MomentField
from samenop.apps.incidents.wording import choices_of
from samenop.apps.partners.service import organisations
from samenop.core.kernel import Actor

Choices = list[tuple[str, Any]]
CHOOSE = ("", _("Choose"))
# Below this a stamp that was sent later is simply now.
FRESH_SECONDS = 60


def area(rows: int = 3, **attributes: str) -> forms.Textarea:
    """A box for sentences."""
    return forms.Textarea(attrs={"rows": rows, "autocapitalize": "sentences", **attributes})


def few(kind: str, **more: Any) -> forms.ChoiceField:
    """A handful of choices from a word list, all visible."""
    return forms.ChoiceField(choices=lambda: choices_of(kind), widget=forms.RadioSelect, **more)


def many(**more: Any) -> forms.ChoiceField:
    """A choice from a long list; the choices are set by `prepare`."""
    return forms.ChoiceField(widget=forms.Select, **more)


@dataclass(frozen=True, slots=True)
class Facing:
    """Before whom and before what a form stands."""

    view: IncidentView
    actor: Actor
    now: datetime


class StepForm(forms.Form):
    """What all steps share: a key against sending twice, and the moment of a fact that is sent later."""

    # Names of the fields that lie in a drawer, because they are seldom needed.
    later: ClassVar[tuple[str, ...]] = ()
    # Names of the fields that the core asks for, so that all that is missing is said at once; never "not required".
    core_asks: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)
    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, facing: Facing, **more: Any) -> None:
        super().__init__(*args, **more)
        self.facing = facing
        self.initial.setdefault("idempotency_key", uuid4().hex)
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.now = facing.now
        self.prepare()

    def prepare(self) -> None:
        """Sets the choices and what is filled in beforehand."""

    def words(self) -> dict[str, Any]:
        """The cleaned answers as the action wants them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"idempotency_key", "seen_at"}}

    def happened_at(self) -> datetime | None:
        """When it happened, if that was clearly before now; a clock that runs ahead counts as now."""
        told = parse_datetime(self.cleaned_data.get("seen_at") or "")
        if told is None or told.tzinfo is None:
            return None
        return told if (self.facing.now - told).total_seconds() > FRESH_SECONDS else None

    def choose(self, name: str, choices: Choices, initial: str = "") -> None:
        """The choices of a field; a single one is chosen already."""
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]  # a choice field
        # A group of choices is a pair too: its second half is a list.
        single = [value for value, word in choices if value and not isinstance(word, list)]
        chosen = initial or (single[0] if len(single) == 1 and len(choices) == 1 else "")
        if chosen:
            self.initial.setdefault(name, chosen)


class NothingForm(StepForm):
    """A step without words: one button."""

    def words(self) -> dict[str, Any]:
        return {}


def partners(facing: Facing, *, but: str = "") -> Choices:
    """Every partner that can hold something, those already involved first."""
    involved = facing.view.facts.involved
    rows = [one for one in organisations() if one.kind not in {"community", "hub"} and one.slug != but]
    near = [(one.slug, one.name) for one in rows if one.slug in involved]
    far = [(one.slug, one.name) for one in rows if one.slug not in involved]
    groups: Choices = []
    if near:
        groups.append((str(_("Involved already")), near))
    if far:
        groups.append((str(_("Other partners")), far))
    return groups
