"""The tables of the two books: append-only, without foreign keys, chained by hash."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One thing that happened. `data` holds references and stamps, never content.

    `id` is given by us, one after the other without a gap, so that a missing entry shows.
    """

    id = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=60)
    organisation = models.CharField(max_length=60)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    chain = models.CharField(max_length=64)
    # The only column that may change: set once, when what follows from the entry is done.
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["id"], condition=Q(handled_at=None), name="ledger_unhandled"),
        ]


class Look(models.Model):
    """Who looked at what, why, and with which answer; refusals stand here too (D9)."""

    id = models.BigIntegerField(primary_key=True)
    actor = models.CharField(max_length=60)
    organisation = models.CharField(max_length=60)
    at = models.DateTimeField()
    subject = models.CharField(max_length=80)
    what = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40)
    entries = models.JSONField(default=list)
    chain = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject", "id"]), models.Index(fields=["actor", "id"])]


class Receipt(models.Model):
    """The answer to a request with an idempotency key, so that a repeat gets the same answer."""

    actor = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="one_answer_per_key")]
