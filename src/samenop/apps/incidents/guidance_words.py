"""The words of the guidance and the ratings: directions, settings, moments, units."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DIRECTIONS: Mapping[str, "str | Promise"] = {
    "care_to_police": _("Care turns to the police"),
    "police_to_care": _("Police turn to care"),
    "structural": _("Meeting and learning together"),
}
SETTINGS: Mapping[str, "str | Promise"] = {
    "inside_institution": _("inside an institution"),
    "outside_institution": _("outside an institution"),
}
TIMINGS: Mapping[str, "str | Promise"] = {"preventive": _("preventive"), "reactive": _("afterwards or at once")}
UNITS: Mapping[str, "str | Promise"] = {"minutes": _("minutes"), "hours": _("hours"), "days": _("days")}
RATINGS: Mapping[str, "str | Promise"] = {
    "taken_seriously": _("I was taken seriously"),
    "something_visible": _("Something visible happened"),
    "know_what_next": _("I know what comes next"),
}
