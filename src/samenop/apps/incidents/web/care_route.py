"""The form that asks who of the care partners can be asked now, and its answer in words."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samenop.apps.incidents.routing import SaidRouting, route_for, said_routing
from samenop.apps.partners.service import organisations
from samenop.catalogues.needs_catalogue import care_needs, route_words
from samenop.core.incidents.routing import Person
from samenop.core.kernel import Actor


class RouteForm(forms.Form):
    """What is needed, where, and what the route must know of the person: no name, no diagnosis."""

    use_required_attribute = False

    need = forms.ChoiceField(label=_("What is needed"))
    area = forms.ChoiceField(label=_("Area"), required=False)
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    circumstances = forms.MultipleChoiceField(
        label=_("What matters for the choice"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "route-%s"} | kwargs))
        language = get_language() or "nl"
        needs = care_needs(settings.REGION).items()
        offer_choices(self, "need", [(need, words.name.in_language(language)) for need, words in needs])
        told = route_words(settings.REGION).circumstances.items()
        offer_choices(self, "circumstances", [(code, words.in_language(language)) for code, words in told])
        offer_choices(self, "area", area_choices(actor))


def offer_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Gives a field of choices what can be chosen by this reader now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def area_choices(actor: Actor) -> list[tuple[str, str]]:
    """Every area that some partner works in; the reader's own first."""
    partners = organisations()
    own: list[str] = next((one.areas for one in partners if one.slug == actor.organisation), [])
    others = sorted({area for one in partners for area in one.areas} - set(own))
    return [(area, _name_of_area(area)) for area in (*own, *others)]


def _name_of_area(area: str) -> str:
    """A partner that works everywhere has the area "*"."""
    return str(_("Whole region")) if area == "*" else area.replace("-", " ").replace("_", " ").capitalize()


def route_answer(form: RouteForm, actor: Actor, *, now: datetime) -> SaidRouting:
    """The route that a valid form asks for, in words."""
    told = form.cleaned_data
    routing = route_for(
        told["need"],
        at=now,
        area=told["area"],
        person=Person(age=told["age"], circumstances=frozenset(told["circumstances"])),
        asked_by=actor.organisation,
    )
    return said_routing(told["need"], routing, now=now)
