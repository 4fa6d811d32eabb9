"""The person it is about, and agreements on a person or a location."""

from django.db import models

from samenop.apps.partners.models import Organisation


class Person(models.Model):
    """Somebody it is about. Identity is read only through dossier entries or the story behind the report."""

    name = models.CharField(max_length=120)
    birth_date = models.DateField(null=True)
    address = models.CharField(max_length=200, blank=True, db_index=True)
    fictional = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["name", "birth_date"])]


class Agreement(models.Model):
    """What was agreed on a person or a location (A22): an approach and a contact, never the record behind it.

    `advice` is "go", "not_alone" or "not_without_us" (B2) or empty. It expires by itself.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="agreements")
    address = models.CharField(max_length=200, blank=True, db_index=True)
    approach = models.TextField()
    do_not_promise = models.TextField(blank=True)
    advice = models.CharField(max_length=20, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    made_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    readers = models.JSONField(default=list)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
