"""The whole state of the region in a form that can be compared: everything but row numbers and secrets."""

from samenop.apps.batons.models import Clock, Promise
from samenop.apps.dossiers.models import Entry
from samenop.apps.incidents.models import (
    Deployment,
    Feedback,
    Handover,
    Incident,
    Outcome,
    Report,
    Transport,
    Waiting,
)
from samenop.apps.ledger.models import Entry as LedgerEntry
from samenop.apps.partners.models import Duty, Opening, Organisation, Professional, Unit
from samenop.apps.persons.models import Agreement, Person

State = dict[str, list[tuple[object, ...]]]
COLUMNS: dict[type, tuple[str, ...]] = {
    Organisation: ("slug", "name", "kind", "phone", "areas", "capacity_left"),
    Opening: ("organisation", "hours"),
    Duty: ("organisation", "starts_at", "ends_at", "contact", "phone", "level"),
    Unit: ("slug", "organisation", "name", "discipline"),
    Professional: ("username", "name", "organisation"),
    Person: ("name", "birth_date", "address", "fictional"),
    Agreement: ("person__name", "address", "approach", "made_by", "readers", "valid_until"),
    Incident: (
        "status", "revision", "holder", "held_since", "offered_to", "must_take", "urgency", "needs", "situation",
        "safety_phase", "address", "area", "latitude", "longitude", "reported_at", "police_free_at", "released_at",
        "closed_at", "joined_into__address",
    ),
    Report: ("source", "external_id", "channel", "reporter_kind", "received_at", "told_at"),
    Deployment: ("organisation", "unit", "status", "assigned_at", "on_scene_at", "clear_at"),
    Transport: ("kind", "status", "reason", "ordered_at", "done_at"),
    Outcome: ("kind", "follow_up", "follow_up_holder", "reassess_at", "at"),
    Handover: ("to_organisation", "status", "fields_told", "accepted_by_name", "offered_at", "missing"),
    Waiting: ("waiting", "waits_for", "offered_at", "arrived_at", "released_at", "estimated"),
    Feedback: ("taken_seriously", "something_visible", "know_what_next", "at"),
    Entry: ("kind", "owner", "author_name", "text", "payload", "as_of", "written_at"),
    Clock: ("norm", "started_at", "due_at", "warned_at", "breached_at", "level", "stopped_at"),
    Promise: ("kind", "organisation", "who", "due_at", "kept_at", "broken_at"),
    LedgerEntry: ("type", "organisation", "at"),
}  # fmt: skip


def state_of_the_region() -> State:
    """Every row of every table that the region fills, in the order in which it was written."""
    return {
        f"{table._meta.app_label}.{table.__name__}": list(table.objects.order_by("pk").values_list(*columns))
        for table, columns in COLUMNS.items()
    }
