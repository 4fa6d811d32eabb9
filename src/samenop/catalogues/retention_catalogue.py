"""Which column of which table is about a person, and how long it is kept."""

from functools import cache

from samenop.catalogues.loading import HERE, Strict, read_file

# Beside the classes themselves: kept as long as the entry's own label says, or about no person at all.
BY_LABEL, NOT_PERSONAL = "by_label", "not_personal"


class _Fields(Strict):
    source: str
    fields: dict[str, dict[str, str]]


@cache
def personal_fields() -> dict[str, dict[str, str]]:
    """Table ("app.Model") → column → retention class, `by_label` or `not_personal`."""
    return read_file(HERE / "retention" / "personal_fields.yaml", _Fields).fields
