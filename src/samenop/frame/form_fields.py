"""How a Django form field is drawn in NL Design System: classes, descriptions and errors tied together."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A field ready for its template: `shape` is "single", "checkbox", "choices" or "hidden"."""

    bound: BoundField
    shape: str
    control: SafeString | str
    description_id: str
    error_id: str
    described_by: str


def drawn_field(bound: BoundField) -> DrawnField:
    """The field with its classes and its aria-describedby (description first, then the error)."""
    base = bound.auto_id or bound.html_name
    description_id = f"{base}-description" if bound.help_text else ""
    error_id = f"{base}-error" if bound.errors else ""
    described_by = " ".join(part for part in (description_id, error_id) if part)
    shape = _shape(bound)
    control = "" if shape == "choices" else bound.as_widget(attrs=_attributes(bound, described_by))
    return DrawnField(bound, shape, control, description_id, error_id, described_by)


def _shape(bound: BoundField) -> str:
    if bound.is_hidden:
        return "hidden"
    widget = bound.field.widget
    if isinstance(widget, CHOICES):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"


def _attributes(bound: BoundField, described_by: str) -> dict[str, str | bool]:
    if bound.is_hidden:
        return {}
    own = bound.field.widget.attrs.get("class", "")
    attributes: dict[str, str | bool] = {"class": f"{_classes(bound.field.widget)} {own}".strip()}
    if described_by:
        attributes["aria-describedby"] = described_by
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _classes(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, forms.Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, forms.CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    return "utrecht-textbox utrecht-textbox--html-input"
