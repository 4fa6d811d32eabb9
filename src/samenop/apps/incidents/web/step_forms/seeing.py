"""Forms of what is seen on the spot: observation, joint picture, safety."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.queries import IncidentView
from samenop.apps.incidents.web.moments import MomentField
from samenop.apps.incidents.web.step_forms.base import StepForm, area, few, many
from samenop.apps.incidents.wording import OBSERVATION_ANSWERS, OBSERVATIONS, choices_of, word_of
from samenop.core.incidents.observation import OBSERVATION_FIELDS


class ObserveForm(StepForm):
    """What was seen and heard, by taps; everything may stay open (A10)."""

    words_heard = forms.CharField(
        label=_("Words, as they were said"), widget=area(2), required=False, max_length=2000
    )
    means = forms.CharField(label=_("Means: what and where"), widget=area(1), required=False, max_length=500)
    seen = forms.CharField(
        label=_("What did you see?"),
        help_text=_("What you saw, heard and smelled. Leave out what you think it means."),
        widget=area(3),
        required=False,
        max_length=4000,
    )
    TEXTS: ClassVar = {"words_heard": "words", "means": "means", "seen": "seen"}

    def prepare(self) -> None:
        taps = {
            name: forms.ChoiceField(
                label=OBSERVATIONS[name],
                choices=[(one, OBSERVATION_ANSWERS[name][one]) for one in answers],
                widget=forms.RadioSelect,
                required=False,
            )
            for name, answers in OBSERVATION_FIELDS.items()
        }
        self.fields = {**taps, **self.fields}

    def words(self) -> dict[str, Any]:
        told = self.cleaned_data
        answers = {name: told[name] for name in OBSERVATION_FIELDS if told.get(name)}
        answers |= {to: told[name] for name, to in self.TEXTS.items() if told.get(name)}
        return {"answers": answers, "seen_at": self.happened_at()}


class PictureForm(StepForm):
    """The joint picture in two minutes (A11)."""

    problem = forms.CharField(label=_("What is the problem?"), widget=area(2), max_length=1000)
    safe = forms.CharField(label=_("Who is safe and who is not?"), widget=area(2), max_length=1000)
    who_does_what = forms.CharField(label=_("Who does what?"), widget=area(2), max_length=1000)
    look_again_at = MomentField(label=_("When do we look again?"))

    def prepare(self) -> None:
        entry = _picture_words(self.facing.view)
        for name in ("problem", "safe", "who_does_what"):
            self.initial.setdefault(name, entry.get(name, ""))


class ConfirmPictureForm(StepForm):
    """This is how we see it too: the version that stands on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        picture = self.facing.view.facts.picture
        self.initial.setdefault("version", picture.version if picture else 0)


class SafetyForm(StepForm):
    """How safe it is now (A12)."""

    person = many(label=_("For whom"), required=False)
    phase = few("safety", label=_("How safe is it now?"))

    def prepare(self) -> None:
        view = self.facing.view
        names = {entry.person_id: entry.payload.get("name", "") for entry in view.dossier.of_kind("identity")}
        people = [
            (str(one.pk), names.get(one.person_id) or f"{word_of('part', one.part)} {place}")
            for place, one in enumerate(view.concerned, start=1)
        ]
        if people:
            self.choose("person", [("", _("Everyone here")), *people])
        else:
            self.fields["person"].widget = forms.HiddenInput()
            self.choose("person", [("", "")])
        self.choose("phase", [pair for pair in choices_of("safety") if pair[0] != "unknown"])
        if view.incident.safety_phase != "unknown":
            self.initial.setdefault("phase", view.incident.safety_phase)

    def words(self) -> dict[str, Any]:
        person = self.cleaned_data["person"]
        return {"phase": self.cleaned_data["phase"], "person": int(person) if person else None}


def _picture_words(view: IncidentView) -> dict[str, str]:
    entries = view.dossier.by_id()
    newest = view.pictures[0] if view.pictures else None
    entry = entries.get(newest.entry) if newest else None
    return dict(entry.payload) if entry else {}
