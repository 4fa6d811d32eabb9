"""Organisations, teams, professionals, units, and what the partners can and must do."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """A partner. The slug is its name everywhere: in addresses, in the ledger, on the boards."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    phone = models.CharField(max_length=30, blank=True)
    areas = models.JSONField(default=list)
    load = models.PositiveSmallIntegerField(default=0)
    expected_minutes = models.PositiveSmallIntegerField(null=True)
    capacity_left = models.PositiveSmallIntegerField(null=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A part of an organisation that goes on duty together."""

    slug = models.SlugField(primary_key=True, max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    areas = models.JSONField(default=list)


class ProfessionalManager(BaseUserManager["Professional"]):
    """Finds a person to log in by name, always with their organisation: nobody acts without one."""

    def get_queryset(self) -> models.QuerySet["Professional"]:
        return super().get_queryset().select_related("organisation")

    def get_by_natural_key(self, username: str | None) -> "Professional":
        return self.get(username=username)


class Professional(AbstractBaseUser):
    """Somebody who works for a partner and may log in."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="people")
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = ProfessionalManager()

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role of the catalogue, held by a professional from a day until a day."""

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40)
    from_on = models.DateField()
    until_on = models.DateField(null=True)


class Unit(models.Model):
    """A car, a duo, an ambulance: what is sent."""

    slug = models.SlugField(primary_key=True, max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=80)
    discipline = models.CharField(max_length=20)
    active = models.BooleanField(default=True)


class Duty(models.Model):
    """Who is on duty and how to reach them: one line of the roster."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="duties")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    contact = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    level = models.CharField(max_length=20, default="operational")
    reachable = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["ends_at", "organisation"])]


class Capability(models.Model):
    """What kind of care a partner can give, within which limits (JSON as core.incidents.routing wants it)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="capabilities")
    care_need = models.CharField(max_length=40)
    limits = models.JSONField(default=dict)


class Opening(models.Model):
    """When a partner is open: weekly windows, days off and single days (JSON as core.clocks.opening wants it)."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="opening")
    hours = models.JSONField(default=dict)


class Agreement(models.Model):
    """What a partner has bound itself to: which need, how fast, and whether it must take."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="agreements")
    name = models.CharField(max_length=160)
    care_needs = models.JSONField(default=list)
    response_minutes = models.PositiveSmallIntegerField(null=True)
    must_take = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    contacts = models.JSONField(default=dict)
