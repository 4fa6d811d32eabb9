"""Forms of who goes and how far they are: units, rides, scale, waiting."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.web.moments import MomentField
from samenop.apps.incidents.web.step_forms.base import CHOOSE, StepForm, area, few, many
from samenop.apps.incidents.wording import word_of
from samenop.apps.partners.service import organisations, units
from samenop.core.incidents.deployment import NEXT
from samenop.core.incidents.reaction import TRANSPORT_NEXT, TRANSPORTS


class DeployForm(StepForm):
    """Which unit goes, and when it is expected (A7)."""

    unit = many(label=_("Unit"))
    expected_at = MomentField(label=_("Expected there"), required=False)

    def prepare(self) -> None:
        self.sent = {one.slug: one for one in units()}
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in self.sent.values():
            groups.setdefault(one.organisation.name, []).append((one.slug, one.name))
        self.choose("unit", [CHOOSE, *groups.items()])

    def words(self) -> dict[str, Any]:
        unit = self.sent[self.cleaned_data["unit"]]
        return {
            "unit": unit.name,
            "organisation_slug": unit.organisation_id,
            "discipline": unit.discipline,
            "expected_at": self.cleaned_data["expected_at"],
        }


class ProgressForm(StepForm):
    """A unit comes a step further; told afterwards the stamp is an estimate (A7)."""

    later: ClassVar = ("happened_ago",)
    deployment = many(label=_("Unit"))
    to = forms.ChoiceField(label=_("Now"), widget=forms.RadioSelect)
    expected_at = MomentField(label=_("Expected there"), required=False)
    happened_ago = MomentField(
        label=_("It happened earlier"),
        direction="back",
        required=False,
        help_text=_("Minutes ago (10), or a time (02:30). It is kept as an estimate."),
    )

    def prepare(self) -> None:
        going = [one for one in self.facing.view.deployments if NEXT[one.status]]
        mine = [one for one in going if one.organisation_id == self.facing.actor.organisation] or going
        if not self.facing.actor.may("deployment.assign"):
            going = mine
        named = [(str(one.pk), f"{one.unit} · {word_of('deployment', one.status)}") for one in going]
        chosen = str(self.data.get("deployment") or (mine[0].pk if mine else ""))
        self.choose("deployment", named, initial=chosen)
        unit = next((one for one in going if str(one.pk) == chosen), None)
        steps = NEXT[unit.status] if unit and not self.is_bound else ("under_way", "on_scene", "clear", "recalled")
        self.choose("to", [(step, word_of("deployment", step)) for step in steps], initial=steps[0])

    def words(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "deployment": int(told["deployment"]),
            "to": told["to"],
            "expected_at": told["expected_at"],
            "happened_at": told["happened_ago"] or self.happened_at(),
        }


class TransportForm(StepForm):
    """Who drives: the kind of transport follows from it; the police only with a reason (A14)."""

    organisation_slug = many(label=_("Who drives"))
    expected_at = MomentField(label=_("Expected there"), required=False)
    reason = forms.CharField(
        label=_("Why by police car"),
        help_text=_("Only needed for a police car."),
        widget=area(2),
        required=False,
        max_length=300,
    )

    def prepare(self) -> None:
        self.drivers = {one.slug: one for one in organisations(TRANSPORTS)}
        rows = sorted(self.drivers.values(), key=lambda one: (TRANSPORTS.index(one.kind), one.name))
        self.choose("organisation_slug", [CHOOSE, *((one.slug, one.name) for one in rows)])

    def words(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {**super().words(), "kind": self.drivers[told["organisation_slug"]].kind}


class TransportProgressForm(StepForm):
    """A ride comes a step further."""

    transport = many(label=_("Ride"))
    to = forms.ChoiceField(label=_("Now"), widget=forms.RadioSelect)
    expected_at = MomentField(label=_("Expected there"), required=False)

    def prepare(self) -> None:
        rides = [one for one in self.facing.view.transports if TRANSPORT_NEXT[one.status]]
        named = [(str(one.pk), f"{one.organisation.name} · {word_of('transport_status', one.status)}") for one in rides]
        chosen = str(self.data.get("transport") or (rides[0].pk if rides else ""))
        self.choose("transport", named, initial=chosen)
        ride = next((one for one in rides if str(one.pk) == chosen), None)
        steps = TRANSPORT_NEXT[ride.status] if ride and not self.is_bound else tuple(TRANSPORT_NEXT)[1:]
        self.choose("to", [(step, word_of("transport_status", step)) for step in steps], initial=steps[0])

    def words(self) -> dict[str, Any]:
        return {**super().words(), "transport": int(self.cleaned_data["transport"])}


class ScaleForm(StepForm):
    """More or less of it, and who leads (A23)."""

    scale = few("scale", label=_("Scale"))
    lead = many(label=_("Who leads now"))
    reason = forms.CharField(label=_("Why"), widget=area(2), max_length=300)

    def prepare(self) -> None:
        view = self.facing.view
        self.initial.setdefault("scale", view.incident.scale)
        named = [(one.organisation_id, one.organisation.name) for one in view.involvements]
        self.choose("lead", named, initial=view.incident.lead_id)


class WaitingForm(StepForm):
    """Still waiting here? One tap."""

    still = forms.ChoiceField(
        label=_("Are you still waiting here?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, still waiting")), ("no", _("No, not any more"))],
    )
    arrived = forms.BooleanField(label=_("Whom we waited for has arrived"), required=False)

    def words(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"still_waiting": told["still"] == "yes", "arrived": told["arrived"]}
