"""Connected systems, and the messages that wait to be sent to them."""

from django.db import models
from django.db.models import Q

from samenop.apps.partners.models import Organisation


class Connection(models.Model):
    """A system that may call us: its own key (only the hash is kept) and its own roles."""

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="connections")
    key_hash = models.CharField(max_length=64, unique=True)
    roles = models.JSONField(default=list)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)


class Subscription(models.Model):
    """Where messages about which kinds of event go; `secret` signs them."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="subscriptions")
    address = models.URLField(max_length=300)
    types = models.JSONField(default=list)
    secret = models.CharField(max_length=100)
    active = models.BooleanField(default=True)


class Message(models.Model):
    """One message of one event to one subscription, until it arrived or was given up."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="messages")
    entry = models.BigIntegerField()
    type = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "entry"], name="one_message_per_event")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="messages_waiting",
            )
        ]
