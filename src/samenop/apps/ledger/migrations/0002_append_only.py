"""The database itself refuses to change or remove what stands in the books, on both databases."""

from django.db import migrations

KEPT = ("id", "type", "subject", "actor", "organisation", "at", "data", "chain")
BOOKS = ("ledger_entry", "ledger_look")
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION samenop_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'ledger_entry' THEN
        IF (NEW.id, NEW.type, NEW.subject, NEW.actor, NEW.organisation, NEW.at, NEW.data::text, NEW.chain)
           IS NOT DISTINCT FROM
           (OLD.id, OLD.type, OLD.subject, OLD.actor, OLD.organisation, OLD.at, OLD.data::text, OLD.chain)
           AND OLD.handled_at IS NULL THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the books are append-only';
END $$
"""


def _sqlite(book: str) -> list[str]:
    columns = f"OF {', '.join(KEPT)} " if book == "ledger_entry" else ""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the books are append-only'); END"
    statements = [
        f"CREATE TRIGGER {book}_no_update BEFORE UPDATE {columns}ON {book} {refuse}",
        f"CREATE TRIGGER {book}_no_delete BEFORE DELETE ON {book} {refuse}",
        # INSERT OR REPLACE deletes without the delete trigger unless recursive_triggers is on.
        f"CREATE TRIGGER {book}_no_replace BEFORE INSERT ON {book} "
        f"WHEN EXISTS (SELECT 1 FROM {book} WHERE id = NEW.id) {refuse}",
    ]
    if book == "ledger_entry":
        statements.append(
            f"CREATE TRIGGER {book}_handled_once BEFORE UPDATE OF handled_at ON {book} "
            f"WHEN OLD.handled_at IS NOT NULL {refuse}"
        )
    return statements


def _postgres(book: str) -> list[str]:
    return [
        f"CREATE TRIGGER {book}_append_only BEFORE UPDATE OR DELETE ON {book} "
        "FOR EACH ROW EXECUTE FUNCTION samenop_append_only()",
        f"CREATE TRIGGER {book}_no_truncate BEFORE TRUNCATE ON {book} "
        "FOR EACH STATEMENT EXECUTE FUNCTION samenop_append_only()",
    ]


def protect(apps, editor):
    """Creates the triggers."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION)
    for book in BOOKS:
        for statement in _postgres(book) if editor.connection.vendor == "postgresql" else _sqlite(book):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
