"""Forms of deciding what it is and what care says: class, situation, note, question, advice, outcome."""


from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.proposals import situations_for
from samenop.apps.incidents.queries import open_incidents
from samenop.apps.incidents.web.moments import MomentField
from samenop.apps.incidents.web.step_forms.base import CHOOSE, Choices, StepForm, area, few, many, partners
from samenop.apps.incidents.wording import choices_of, word_of
from samenop.catalogues.situations_catalogue import situations
from samenop.core.incidents.outcome import FOLLOW_UPS


class ClassifyForm(StepForm):
    """Class and need (A2)."""

    urgency = few("urgency", label=_("Class"))
    needs = few("needs", label=_("What is needed"))
    reason = forms.CharField(
        label=_("Why different from the proposal"), required=False, max_length=300, widget=area(2)
    )

    def prepare(self) -> None:
        incident = self.facing.view.incident
        self.initial.setdefault("urgency", incident.urgency or incident.proposed_urgency)
        self.initial.setdefault("needs", incident.needs or incident.proposed_needs)


class SituationForm(StepForm):
    """One of the situations of police and care; those that the report speaks of stand first (A3)."""

    situation = many(label=_("Situation"))

    def prepare(self) -> None:
        language = get_language() or "nl"
        known = {
            key: one.name.in_language(language) for key, one in situations(settings.REGION).items()
        }
        told = " ".join(entry.text for entry in self.facing.view.dossier.of_kind("report_text", "observation"))
        likely = [one.situation for one in situations_for(told) if one.situation in known]
        choices: Choices = [CHOOSE]
        if likely:
            choices.append((str(_("Fits the report")), [(key, known[key]) for key in likely]))
        rest = sorted(((key, name) for key, name in known.items() if key not in likely), key=lambda one: one[1])
        self.choose("situation", [*choices, (str(_("All situations")), rest)])
        self.initial.setdefault("situation", self.facing.view.incident.situation)


class JoinForm(StepForm):
    """The incident that this one turns out to be (A1)."""

    into = many(label=_("Is the same event as"))

    def prepare(self) -> None:
        own = self.facing.view.incident
        rows = [one for one in open_incidents(self.facing.actor, limit=100) if one.pk != own.pk]
        # The same address first: that is nearly always the one.
        rows.sort(key=lambda one: (one.address != own.address, -one.pk))
        named = [(one.number, f"{one.number} · {one.address or word_of('status', one.status)}") for one in rows]
        self.choose("into", [CHOOSE, *named])


class NoteForm(StepForm):
    """A line in the joint log, or for one's own side."""

    text = forms.CharField(label=_("Note"), widget=area(), max_length=4000)
    kind = forms.ChoiceField(
        label=_("For whom"),
        widget=forms.RadioSelect,
        initial="shared_note",
        choices=[("shared_note", _("Everyone involved")), ("log_note", _("Our own side"))],
    )


class AskCareForm(StepForm):
    """The question to care, and how soon (A5)."""

    question = forms.CharField(label=_("What do you ask?"), widget=area(), required=False, max_length=2000)
    time_class = few("time_class", label=_("How soon"), initial="within_1_hour")


class AdviseForm(StepForm):
    """The answer of care; being known to care is never one of the answers (R03)."""

    answer_code = few("advice", label=_("Answer"))
    text = forms.CharField(
        label=_("Advice: how to approach"), widget=area(), required=False, max_length=2000
    )
    warning = forms.CharField(
        label=_("Warning for safety"),
        help_text=_("Only what somebody must know to act safely. The police read this."),
        widget=area(2),
        required=False,
        max_length=1000,
    )

    def prepare(self) -> None:
        allowed = [pair for pair in choices_of("advice") if pair[0] != "known_to_us"]
        self.choose("answer_code", list(allowed))


class OutcomeForm(StepForm):
    """What came out of the assessment, what follows and who holds that (A15)."""

    core_asks: ClassVar = ("follow_up", "follow_up_holder")
    kind = few("outcome", label=_("Outcome"))
    follow_up = many(label=_("What follows"), required=False)
    follow_up_holder = many(label=_("Who holds the follow-up"), required=False)
    reassess_at = MomentField(label=_("Next assessment"), required=False)
    text = forms.CharField(label=_("Explanation"), widget=area(), required=False, max_length=4000)

    def prepare(self) -> None:
        groups = [
            (word_of("outcome", kind), [(one, word_of("follow_up", one)) for one in ups])
            for kind, ups in FOLLOW_UPS.items()
        ]
        self.choose("follow_up", [CHOOSE, *groups])
        self.choose("follow_up_holder", [CHOOSE, *partners(self.facing)])
