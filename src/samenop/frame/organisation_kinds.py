"""The word of every organisation kind; its icon in the sprite is `organisation-<kind>`, on every screen the same."""

from django.utils.translation import gettext_lazy as _

ORGANISATION_KINDS = {
    "control_room": _("Control room"),
    "police": _("Police"),
    "crisis_service": _("Crisis service"),
    "care_desk": _("Care desk"),
    "mental_health": _("Mental health care"),
    "ambulance": _("Ambulance"),
    "medical_transport": _("Mental-health transport"),
    "general_practice": _("GP post"),
    "forensic_physician": _("Forensic physician"),
    "addiction_care": _("Addiction care"),
    "sobering_place": _("Sobering-up place"),
    "shelter": _("Shelter"),
    "veilig_thuis": _("Veilig Thuis"),
    "youth_care": _("Youth care"),
    "municipality": _("Municipality"),
    "ggd": _("GGD"),
    "safety_house": _("Care and safety house"),
    "housing": _("Housing association"),
    "prosecution": _("Public prosecution"),
    "probation": _("Probation"),
    "care_institution": _("Care institution"),
    "fire_brigade": _("Fire brigade"),
    "victim_support": _("Victim support"),
    "community": _("Citizens"),
    "hub": _("Hub"),
}
