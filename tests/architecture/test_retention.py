"""Every column that can say something about a person has a term, so that erasing forgets none."""

import pytest
from django.apps import apps
from django.db import models

from samenop.catalogues.retention_catalogue import BY_LABEL, NOT_PERSONAL, personal_fields
from samenop.catalogues.sharing_catalogue import data_kinds, retention_classes

# Moments, counts and yes-or-no stand with a subject that has a term; they say nothing alone.
TELLING = (models.CharField, models.TextField, models.JSONField, models.FloatField)
PEOPLE = {"partners.Professional", "persons.Person"}


def _is_telling(field: models.Field) -> bool:
    if isinstance(field, models.DateField):
        return not isinstance(field, models.DateTimeField)
    if isinstance(field, models.ForeignKey):
        return field.related_model._meta.label in PEOPLE
    return isinstance(field, TELLING)


def _tables() -> dict[str, set[str]]:
    return {
        model._meta.label: {field.name for field in model._meta.concrete_fields if _is_telling(field)}
        for model in apps.get_models()
        if model.__module__.startswith("samenop.apps.")
    }


@pytest.mark.parametrize("table", sorted(_tables()))
def test_every_telling_column_has_a_term_or_is_not_personal(table: str) -> None:
    """A new column: say in catalogues/retention/personal_fields.yaml how long it is kept."""
    assert set(personal_fields().get(table, {})) == _tables()[table]


def test_no_term_is_kept_for_a_table_that_is_gone() -> None:
    assert set(personal_fields()) == set(_tables())


def test_every_term_named_is_a_class_of_the_catalogue() -> None:
    named = {term for columns in personal_fields().values() for term in columns.values()}
    assert named <= set(retention_classes()) | {BY_LABEL, NOT_PERSONAL}
    assert {kind.retention for kind in data_kinds().values()} <= set(retention_classes())


def test_every_class_of_the_catalogue_is_used() -> None:
    """A class without a column would be a promise about nothing."""
    used = {term for columns in personal_fields().values() for term in columns.values()}
    assert set(retention_classes()) <= used | {kind.retention for kind in data_kinds().values()}


def test_only_a_labelled_entry_is_kept_by_its_label() -> None:
    assert {t for t, columns in personal_fields().items() if BY_LABEL in columns.values()} == {
        "dossiers.Entry"
    }
