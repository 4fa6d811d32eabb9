"""Open incidents in many regions, each with the partners of its own region and no other."""

from datetime import datetime, timedelta

from benchmarks.filling import STREETS
from samenop.apps.incidents.models import Deployment, Incident, Involvement

# Which partners take part in which incident; the control room and the police always do.
CARE = ((), ("crisisdienst",), ("crisisdienst", "zorgloket"), ("zorgloket", "opvang"))


def open_rooms(regions: int, per_region: int, *, now: datetime) -> list[str]:
    """So many incidents in hand per region; their numbers, the regions taking turns."""
    numbers = []
    for place in range(per_region):
        for region in range(1, regions + 1):
            numbers.append(_open(place, region, now).number)
    return numbers


def _open(place: int, region: int, now: datetime) -> Incident:
    at = now - timedelta(minutes=place)
    room = f"meldkamer-{region}"
    incident = Incident.objects.create(
        number=f"{now:%y%m%d}-{region * 1000 + place}",
        status="in_hand",
        holder_id=room,
        held_since=at,
        started_by_id=room,
        lead_id=f"politie-{region}",
        urgency="urgent_police",
        needs="both",
        smells_of_care=True,
        address=f"{STREETS[place % len(STREETS)]} {place}",
        reported_at=at,
    )
    partners = [room, f"politie-{region}", *(f"{name}-{region}" for name in CARE[place % len(CARE)])]
    Involvement.objects.bulk_create(
        Involvement(incident=incident, organisation_id=slug, since=at, through="intake") for slug in partners
    )
    Deployment.objects.create(
        incident=incident,
        organisation_id=f"politie-{region}",
        unit=f"Wagen {place % 6 + 1}",
        discipline="police",
        status="on_scene",
        assigned_at=at,
        on_scene_at=at,
    )
    return incident
