"""Labelled dossier entries: the only place where content about people and events lives."""

from django.db import models

from samenop.apps.partners.models import Organisation
from samenop.apps.persons.models import Person


class Entry(models.Model):
    """One piece of information with its labels.

    `kind` is a kind of data of the catalogue; `owner` the organisation whose it is, `owner_kind` its kind
    at that moment (so that the filter needs no join and stays true when an organisation changes).
    `nature` says fact or opinion. `retention` is a class of the catalogue.
    """

    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner_kind = models.CharField(max_length=30)
    author = models.CharField(max_length=60)
    author_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    nature = models.CharField(max_length=10, default="fact")
    text = models.TextField(blank=True)
    payload = models.JSONField(default=dict)
    as_of = models.DateTimeField()
    written_at = models.DateTimeField()
    retention = models.CharField(max_length=30)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "id"])]


class SharingRuleApproval(models.Model):
    """A privacy officer said that this version of a sharing rule may be used; a new version needs a new yes."""

    rule = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "version", "organisation"], name="one_approval_per_organisation"
            )
        ]
