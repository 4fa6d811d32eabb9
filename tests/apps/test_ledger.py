"""The two books: append-only by the database itself, without a gap, and every change in them is found."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import F

from samenop.apps.ledger.actions import claim, record, record_look, remember
from samenop.apps.ledger.models import Entry, Look, Receipt
from samenop.apps.ledger.queries import breaks, heads, receipt
from samenop.core.kernel import Actor, Event
from tests.cast import NOW

ACTOR = Actor("system:test", "Test", "meldkamer", "control_room")
BOOKS = {"entries": ("ledger_entry", Entry), "looks": ("ledger_look", Look)}
LENGTH = 30
SEED = 20261127


def write(number: int) -> None:
    """One entry and one look."""
    at = NOW + timedelta(seconds=number)
    with transaction.atomic():
        record(
            [Event("incident.noted", {"entry": number, "by": "meldkamer"})],
            subject=f"incident:{number % 5}",
            actor=ACTOR,
            now=at,
        )
        record_look(
            actor=ACTOR,
            subject=f"incident:{number % 5}",
            what="dossier",
            purpose="work",
            outcome="shown",
            now=at,
            entries=[number, number + 1],
        )


@pytest.fixture
def books(db: None) -> None:
    """Both books with some pages written."""
    for number in range(LENGTH):
        write(number)


def run(statement: str, *values: object, table: str = "") -> None:
    """Straight into the database, past every rule of ours in Python."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=table), values)


STATEMENTS = [
    "UPDATE {table} SET actor = 'professional:1' WHERE id = 3",
    "UPDATE {table} SET chain = 'x' WHERE id = 3",
    "UPDATE {table} SET id = 999 WHERE id = 3",
    "DELETE FROM {table} WHERE id = 3",
    "DELETE FROM {table}",
]
BY_DATABASE = {
    "sqlite": [
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 3",
        "REPLACE INTO {table} SELECT * FROM {table}",
    ],
    "postgresql": ["TRUNCATE {table}", "TRUNCATE {table} CASCADE"],
}


@pytest.mark.parametrize("table", [table for table, _ in BOOKS.values()])
@pytest.mark.parametrize("statement", STATEMENTS + BY_DATABASE[connection.vendor])
def test_the_database_refuses_to_change_a_book(table: str, statement: str, books: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement, table=table)
    assert breaks() == ([], {"entries": LENGTH, "looks": LENGTH})


def test_an_entry_is_handled_once_and_stays_handled(books: None) -> None:
    assert claim(3, now=NOW)
    assert not claim(3, now=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run("UPDATE ledger_entry SET handled_at = NULL WHERE id = 3")
    assert breaks()[0] == []


def test_a_book_is_numbered_without_a_gap(books: None) -> None:
    """Also over a transaction that was undone."""
    with transaction.atomic():
        write(100)
        transaction.set_rollback(True)
    write(101)
    for _, model in BOOKS.values():
        numbers = list(model._default_manager.order_by("id").values_list("id", flat=True))
        assert numbers == list(range(1, LENGTH + 2))


def test_what_happened_is_written_only_inside_the_transaction_of_the_change(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The transaction of the test itself is hidden: emptying the books afterwards is what the database refuses.
    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="inside the transaction"):
            record([Event("incident.noted")], subject="incident:1", actor=ACTOR, now=NOW)
    assert not Entry.objects.exists()


def test_a_key_gets_one_answer(books: None) -> None:
    remember(actor=ACTOR, key="k-1", request="f1", answer={"number": "261127-1"}, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        remember(actor=ACTOR, key="k-1", request="f2", answer={"number": "261127-2"}, now=NOW)
    assert receipt(ACTOR, "k-1") == ("f1", {"number": "261127-1"})
    assert Receipt.objects.count() == 1


def open_the_books() -> None:
    """What a thief with the keys of the database does first; the transaction of the test puts it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table, _ in BOOKS.values():
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'ledger_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


Change = Callable[[str, random.Random], int]


def change_a_value(book: str, dice: random.Random) -> int:
    """Some column of some row says something else."""
    model, row = BOOKS[book][1], dice.randint(1, LENGTH)
    kept = {"id", "handled_at"}
    field = dice.choice([field for field in model._meta.concrete_fields if field.name not in kept])
    value: object = dice.choice(["professional:9", "politie", "x" * 64][: 2 if field.max_length != 64 else 3])
    if field.name == "at":
        value = F("at") + timedelta(microseconds=dice.randint(1, 9))
    elif field.name == "data":
        value = {"entry": row, "by": "politie"}
    elif field.name == "entries":
        value = [row]
    elif field.name == "organisation":
        value = "politie"
    model._default_manager.filter(id=row).update(**{field.name: value})
    return row


def take_a_page_out(book: str, dice: random.Random) -> int:
    """One row is gone, the last one included."""
    row = dice.randint(1, LENGTH)
    run("DELETE FROM {table} WHERE id = %s", row, table=BOOKS[book][0])
    return row


def cut_the_end_off(book: str, dice: random.Random) -> int:
    """Everything from some row on is gone."""
    row = dice.randint(1, LENGTH)
    run("DELETE FROM {table} WHERE id >= %s", row, table=BOOKS[book][0])
    return row


def close_the_gap(book: str, dice: random.Random) -> int:
    """One row is gone and the later ones are renumbered."""
    row, table = dice.randint(1, LENGTH - 1), BOOKS[book][0]
    run("DELETE FROM {table} WHERE id = %s", row, table=table)
    for later in range(row + 1, LENGTH + 1):
        run("UPDATE {table} SET id = %s WHERE id = %s", later - 1, later, table=table)
    return row


def swap_two_pages(book: str, dice: random.Random) -> int:
    """Two rows change places."""
    table = BOOKS[book][0]
    first, second = sorted(dice.sample(range(1, LENGTH + 1), 2))
    for before, after in ((first, 999), (second, first), (999, second)):
        run("UPDATE {table} SET id = %s WHERE id = %s", after, before, table=table)
    return first


def add_a_page(book: str, dice: random.Random) -> int:
    """A row at the end that nobody wrote, with a seal that was made up."""
    model = BOOKS[book][1]
    row = model._default_manager.get(id=LENGTH)
    row.id, row.chain = LENGTH + 1, "f" * 64
    model._default_manager.bulk_create([row])
    return LENGTH + 1


CHANGES: list[Change] = [
    change_a_value,
    change_a_value,
    take_a_page_out,
    cut_the_end_off,
    close_the_gap,
    swap_two_pages,
    add_a_page,
]


def test_two_hundred_changes_are_each_found_where_they_were_made(books: None) -> None:
    """With the triggers gone and the heads kept outside, as `samenop verify` has them."""
    dice, sealed = random.Random(SEED), heads()
    open_the_books()
    missed = []
    for turn in range(200):
        book, change = dice.choice(list(BOOKS)), dice.choice(CHANGES)
        point = transaction.savepoint()
        place = change(book, dice)
        found = [(one.book, one.entry) for one in breaks(sealed)[0]]
        transaction.savepoint_rollback(point)
        if found != [(book, place)]:
            missed.append((turn, change.__name__, book, place, found))
    assert missed == []
    assert breaks(sealed)[0] == []


def test_a_chain_written_anew_differs_from_the_head_kept_outside(books: None) -> None:
    """Who owns the database can compute new seals; the head that was kept elsewhere gives it away."""
    sealed = heads()
    open_the_books()
    kept = list(Entry.objects.order_by("id"))
    run("DELETE FROM ledger_entry")
    for row in kept:
        with transaction.atomic():
            told = {**row.data, "by": "politie"} if row.id == 7 else row.data
            record([Event(row.type, told)], subject=row.subject, actor=ACTOR, now=row.at)
    assert breaks()[0] == []
    assert [(one.book, one.why) for one in breaks(sealed)[0]] == [("entries", "not_as_sealed")]
