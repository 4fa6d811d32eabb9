"""Promises and running clocks: what was said would happen, and how long it takes."""

from django.db import models
from django.db.models import Q

from samenop.apps.partners.models import Organisation


class Promise(models.Model):
    """Who does what and when, in place of sending a unit (A17). What exactly stands in a dossier entry."""

    subject = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="promises")
    who = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(kept_at=None), name="promises_open"),
        ]


class Clock(models.Model):
    """A norm of the catalogue running on a subject.

    `estimated` says that the start is an estimate because the real stamp is missing; nothing fills it in silently.
    """

    subject = models.CharField(max_length=80)
    norm = models.CharField(max_length=40)
    organisation = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    warn_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    climbs = models.JSONField(default=list)
    next_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    level = models.CharField(max_length=20, blank=True)
    stopped_at = models.DateTimeField(null=True)
    estimated = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject"]),
            models.Index(
                fields=["next_at"],
                condition=Q(stopped_at=None, next_at__isnull=False),
                name="clocks_next",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "norm"], condition=Q(stopped_at=None), name="one_running_clock_per_norm"
            )
        ]
