"""Tables of the acute line: coordination data only; content lies in the dossier entries they point to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from samenop.apps.partners.models import Organisation
from samenop.apps.persons.models import Person


class Incident(models.Model):
    """One event that police and care take hold of together. `revision` counts every step."""

    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=1)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="held")
    held_since = models.DateTimeField()
    offered_to = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="offered")
    offered_at = models.DateTimeField(null=True)
    must_take = models.BooleanField(default=False)
    started_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="started")
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leads")
    scale = models.CharField(max_length=20, default="single")
    urgency = models.CharField(max_length=30, blank=True)
    needs = models.CharField(max_length=10, blank=True)
    proposed_urgency = models.CharField(max_length=30, blank=True)
    proposed_needs = models.CharField(max_length=10, blank=True)
    situation = models.CharField(max_length=60, blank=True)
    smells_of_care = models.BooleanField(default=False)
    safety_phase = models.CharField(max_length=20, default="unknown")
    address = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    reported_at = models.DateTimeField()
    advice_asked_at = models.DateTimeField(null=True)
    advised_at = models.DateTimeField(null=True)
    reporter_told_at = models.DateTimeField(null=True)
    direct_line_at = models.DateTimeField(null=True)
    police_free_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    joined_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")

    class Meta:
        indexes = [
            # The board reads open incidents only, so its cost does not grow with the age of the database.
            models.Index(
                fields=["reported_at"],
                condition=~Q(status__in=["closed"]),
                name="incidents_not_closed",
            ),
            models.Index(fields=["status", "reported_at"]),
            # People type the same address in capitals and without.
            models.Index(Upper("address"), "reported_at", name="incidents_at_address"),
        ]

    @property
    def subject(self) -> str:
        """How the books and the dossier name this incident."""
        return f"incident:{self.number}"


class Involvement(models.Model):
    """An organisation that takes part, since when and through what."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    through = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "organisation"], name="involved_once"),
        ]
        indexes = [models.Index(fields=["organisation", "incident"])]


class Report(models.Model):
    """A report as it came in; several of them may belong to one incident, none is lost."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="reports")
    source = models.CharField(max_length=60)
    external_id = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=20)
    reporter_kind = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    # Only the hash of the reporter's secret link is kept.
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    reachable = models.BooleanField(default=True)
    entry = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="report_taken_in_once"
            )
        ]
        # SQLite does not see that a query for given ids keeps to the condition above, and reads every row.
        indexes = [models.Index(fields=["source", "external_id"], name="reports_by_foreign_name")]


class Concerned(models.Model):
    """A person in the incident, in which part, and how safe they are."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="concerned")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    safety_phase = models.CharField(max_length=20, default="unknown")
    entry = models.BigIntegerField(null=True)


class Classification(models.Model):
    """What was proposed and what a person decided, with the reason for any difference (A2)."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="classifications")
    urgency = models.CharField(max_length=30)
    needs = models.CharField(max_length=10)
    proposed_urgency = models.CharField(max_length=30, blank=True)
    proposed_needs = models.CharField(max_length=10, blank=True)
    reasons = models.JSONField(default=list)
    overruling_reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)


class Deployment(models.Model):
    """A unit on the incident with its stamps; `estimated` names the stamps that are an estimate."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="deployments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=80)
    discipline = models.CharField(max_length=20)
    status = models.CharField(max_length=12, default="assigned")
    assigned_at = models.DateTimeField()
    expected_at = models.DateTimeField(null=True)
    under_way_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    clear_at = models.DateTimeField(null=True)
    estimated = models.JSONField(default=list)


class Waiting(models.Model):
    """How long one party waits for another: offered → accepted → arrived → released."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="waitings")
    waiting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    waits_for = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    estimated = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)


class JointPicture(models.Model):
    """A version of the shared picture; its words stand in a dossier entry."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="pictures")
    version = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    look_again_at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "version"], name="picture_version_once")]


class PictureConfirmation(models.Model):
    """An organisation that confirmed a version of the picture."""

    picture = models.ForeignKey(JointPicture, on_delete=models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "organisation"], name="picture_confirmed_once")
        ]


class Transport(models.Model):
    """A ride: by whom, ordered, expected, on the spot, done; by police only with a reason (A14)."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="transports")
    kind = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, default="ordered")
    reason = models.CharField(max_length=300, blank=True)
    ordered_at = models.DateTimeField()
    expected_at = models.DateTimeField(null=True)
    under_way_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)


class Outcome(models.Model):
    """What came out of an assessment and what it leads on to, with its holder (A15)."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=30)
    follow_up = models.CharField(max_length=30)
    follow_up_holder = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    reassess_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.BigIntegerField(null=True)


class Handover(models.Model):
    """The form that goes with an offer: offered, returned or accepted by name with read-back (A13)."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="handovers")
    from_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, default="offered")
    fields_told = models.JSONField(default=list)
    entry = models.BigIntegerField()
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(max_length=120, blank=True)
    read_back_entry = models.BigIntegerField(null=True)
    missing = models.JSONField(default=list)
    safe_by_giver = models.BooleanField(default=False)
    safe_by_receiver = models.BooleanField(default=False)


class Release(models.Model):
    """How the police let go, or were set free before release by an override with a second name."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="releases")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    follow_up = models.CharField(max_length=20)
    people_know = models.BooleanField(default=False)
    why_not_told = models.CharField(max_length=300, blank=True)
    override = models.BooleanField(default=False)
    override_reason = models.CharField(max_length=300, blank=True)
    second = models.CharField(max_length=60, blank=True)


class Feedback(models.Model):
    """What the reporter thought of it: taken seriously, something visible, know what comes next (A18)."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="feedback")
    taken_seriously = models.PositiveSmallIntegerField(null=True)
    something_visible = models.PositiveSmallIntegerField(null=True)
    know_what_next = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
