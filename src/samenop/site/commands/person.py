"""`samenop person`: adds somebody who can log in, and their organisation when it is new."""

import os
import sys
from argparse import Namespace
from getpass import getpass
from gettext import gettext as _

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone

from samenop.apps.ledger.service import record
from samenop.apps.partners.models import Organisation, Professional, RoleHeld
from samenop.apps.partners.service import system_actor
from samenop.catalogues.roles_catalogue import roles
from samenop.core.kernel import Event
from samenop.frame.organisation_kinds import ORGANISATION_KINDS


class Impossible(Exception):
    """Why this person cannot be added, in a sentence."""


def run(options: Namespace) -> int:
    """0 when the person can log in; 2 when something about the words is wrong. Asks for the password."""
    try:
        organisation = _organisation(options)
        _check_roles(options.role, organisation.kind)
        person = _person(options, organisation)
        with transaction.atomic():
            organisation.save()
            _keep(person, options.role)
    except Impossible as error:
        print(f"samenop: {error}", file=sys.stderr)
        return 2
    print(_("{name} can log in as {username}.").format(name=person.name, username=person.username))
    return 0


def _organisation(options: Namespace) -> Organisation:
    found = Organisation.objects.filter(slug=options.organisation).first()
    if found is not None:
        if options.kind and options.kind != found.kind:
            raise Impossible(_("{slug} is there already, as {kind}").format(slug=found.slug, kind=found.kind))
        return found
    if options.kind not in ORGANISATION_KINDS:
        known = ", ".join(ORGANISATION_KINDS)
        raise Impossible(_("a new organisation needs --kind, one of: {known}").format(known=known))
    try:
        validate_slug(options.organisation)
    except ValidationError as error:
        raise Impossible(_("--organisation is a short name of a-z, 0-9 and -")) from error
    name = options.organisation_name or options.organisation
    return Organisation(slug=options.organisation, name=name, kind=options.kind)


def _check_roles(names: list[str], kind: str) -> None:
    """Raises Impossible when a role does not exist or cannot be given by this kind of organisation."""
    for name in names:
        role = roles().get(name)
        if role is None or kind not in role.organisation_kinds:
            fitting = ", ".join(one.id for one in roles().values() if kind in one.organisation_kinds)
            said = _("{role} is no role of this kind of organisation; it has: {fitting}")
            raise Impossible(said.format(role=name, fitting=fitting))


def _person(options: Namespace, organisation: Organisation) -> Professional:
    if Professional.objects.filter(username=options.username).exists():
        raise Impossible(_("{username} is there already").format(username=options.username))
    person = Professional(username=options.username, name=options.name, organisation=organisation)
    password = os.environ.get("SAMENOP_PASSWORD") or getpass(_("Password: "))
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Impossible(" ".join(error.messages)) from error
    person.set_password(password)
    return person


def _keep(person: Professional, names: list[str]) -> None:
    now = timezone.now()
    person.save()
    for name in names:
        RoleHeld.objects.create(professional=person, role=name, from_on=timezone.localdate(now))
    event = Event("account.added", {"professional": person.pk, "roles": names})
    actor = system_actor("command_line", person.organisation_id)
    record([event], subject=f"account:{person.pk}", actor=actor, now=now)
