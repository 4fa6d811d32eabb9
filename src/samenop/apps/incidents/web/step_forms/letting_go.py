"""Forms of the end: promises, the reporter, release, the override."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.web.moments import MomentField
from samenop.apps.incidents.web.step_forms.base import CHOOSE, StepForm, area, few, many, partners
from samenop.apps.incidents.wording import word_of
from samenop.apps.partners.service import professionals_with_role
from samenop.frame.moments import AMSTERDAM


class PromiseForm(StepForm):
    """Another reaction than sending a unit: who does what, and when (A17)."""

    kind = few("promise", label=_("What is promised"))
    organisation_slug = many(label=_("By whom"))
    who = forms.CharField(label=_("Name or function"), max_length=120)
    due_at = MomentField(label=_("When"))
    text = forms.CharField(label=_("What exactly"), widget=area(2), required=False, max_length=2000)

    def prepare(self) -> None:
        self.choose("organisation_slug", partners(self.facing), initial=self.facing.actor.organisation)
        self.initial.setdefault("who", self.facing.actor.name)


class KeepPromiseForm(StepForm):
    """Which promise is kept."""

    promise = many(label=_("Promise"))

    def prepare(self) -> None:
        rows = [one for one in self.facing.view.promises if one.kept_at is None]  # type: ignore[attr-defined]
        named = [(str(one.pk), f"{word_of('promise', one.kind)} · {one.who}") for one in rows]  # type: ignore[attr-defined]
        self.choose("promise", named or [CHOOSE])

    def words(self) -> dict[str, Any]:
        return {"promise": int(self.cleaned_data["promise"])}


class TellReporterForm(StepForm):
    """What the reporter reads on their own page (A18)."""

    message = few("reporter_message", label=_("What the reporter reads"))


class ReleaseForm(StepForm):
    """What the one who lets go states (A16)."""

    people_know = forms.BooleanField(
        label=_("The people concerned know what happens next"), required=False
    )
    own_strength = forms.BooleanField(
        label=_("They can go on by their own strength: no follow-up is needed"), required=False
    )
    own_strength_said = forms.BooleanField(label=_("They said so themselves"), required=False)
    why_not_told = forms.CharField(
        label=_("Why the reporter was not told"), required=False, max_length=300, widget=area(1)
    )

    def prepare(self) -> None:
        if self.facing.view.facts.reporter_told:
            self.fields["why_not_told"].widget = forms.HiddenInput()


class OverrideForm(StepForm):
    """Free before release: a reason and a second name."""

    core_asks: ClassVar = ("reason", "second")
    reason = forms.CharField(label=_("Why it cannot wait"), widget=area(2), max_length=300, required=False)
    second = many(label=_("Duty officer who agrees"), required=False)

    def prepare(self) -> None:
        today = self.facing.now.astimezone(AMSTERDAM).date()
        others = [
            (f"professional:{one.pk}", one.name)
            for one in professionals_with_role("duty_officer", on=today)
            if f"professional:{one.pk}" != self.facing.actor.id
        ]
        self.fields["second"].choices = [CHOOSE, *others]  # type: ignore[attr-defined]  # a choice field
