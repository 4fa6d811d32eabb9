"""Messages to connected systems: thin, signed, once per event, sent again until they arrive, visible when not."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from samenop.apps.connections import sending
from samenop.apps.connections.models import Connection, Message, Subscription
from samenop.apps.connections.queries import key_hash
from samenop.apps.connections.service import (
    actor_of_connection,
    register_connection,
    send_due_messages,
    signing_key,
    subscribe,
    unsubscribe,
)
from samenop.apps.incidents import service
from samenop.apps.incidents.handlers import handle_entry
from samenop.apps.ledger.service import claim, unhandled
from samenop.core.kernel import Actor, Refused
from tests.cast import NOW, Cast

KNOWN = {"incident.reported", "incident.released", "note.written"}


class Receiver:
    """A real server on this machine that keeps what it gets and answers what it is told to."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                status = receiver.answers.pop(0) if receiver.answers else 204
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/samenop"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def stop(self) -> None:
        """Gone: nobody listens at the address any more."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was told so far."""
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Listening."""
    made = Receiver()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    """Only while trying out may a message go to this machine itself."""
    settings.DEMO = True
    settings.OIN = "00000001234567890000"


def system_of(organisation: str, cast: Cast) -> Actor:
    connection = Connection.objects.create(
        name=organisation,
        organisation_id=organisation,
        key_hash=key_hash(organisation),
        roles=["care_system"],
        created_at=NOW,
    )
    return actor_of_connection(connection)


def subscribed(organisation: str, cast: Cast, address: str, *types: str) -> Subscription:
    actor = system_of(organisation, cast)
    made = subscribe(address=address, types=types or ("*",), known_types=KNOWN, actor=actor, now=NOW)
    assert isinstance(made, Subscription)
    return made


def report(cast: Cast, text: str = "Man wil springen, is in de war.") -> str:
    draft = service.ReportDraft(text=text, reporter_name="Mevrouw Voorbij", address="Viaduct Ringweg")
    return service.take_report(draft=draft, actor=cast["operator"], now=NOW).number


def handle_all() -> None:
    """What the worker does with the ledger."""
    for entry in unhandled():
        with transaction.atomic():
            if claim(entry.id, now=NOW):
                handle_entry(entry, NOW)


def at(seconds: int) -> Any:
    return NOW + timedelta(seconds=seconds)


def test_a_message_is_a_thin_cloud_event_with_a_signature_that_holds(cast: Cast, receiver: Receiver) -> None:
    subscription = subscribed("crisisdienst", cast, receiver.address)
    number = report(cast)
    handle_all()
    assert send_due_messages(NOW) == 1
    assert send_due_messages(NOW) == 0
    headers, body = receiver.got[0]
    event = json.loads(body)
    assert event == {
        "specversion": "1.0",
        "id": str(Message.objects.get().entry),
        "source": "urn:nld:oin:00000001234567890000:systeem:samenop",
        "type": "nl.samenop.incident.reported.v1",
        "time": "2026-11-27T21:30:00.000Z",
        "datacontenttype": "application/json",
        "subject": number,
        "dataref": f"/api/v1/incidents/{number}",
    }
    assert headers["Content-Type"].startswith("application/cloudevents+json")
    told = dict(part.split("=", 1) for part in headers["Samenop-Signature"].split(","))
    assert sending.signature(signing_key(subscription), body, NOW) == headers["Samenop-Signature"]
    assert told["t"] == str(int(NOW.timestamp()))
    assert sending.signature("another key", body, NOW) != headers["Samenop-Signature"]
    assert "Voorbij" not in body.decode()
    assert "springen" not in body.decode()


def test_only_who_takes_part_hears_of_it_and_only_of_what_was_asked(cast: Cast, receiver: Receiver) -> None:
    subscribed("crisisdienst", cast, receiver.address, "note.written")
    subscribed("opvang", cast, receiver.address)
    number = report(cast)
    service.write_note(number=number, actor=cast["operator"], now=NOW, text="Een regel")
    handle_all()
    assert send_due_messages(NOW) == 1
    assert [one["type"] for one in receiver.events] == ["nl.samenop.note.written.v1"]


def test_the_same_entry_twice_makes_one_message(cast: Cast, receiver: Receiver) -> None:
    subscribed("crisisdienst", cast, receiver.address)
    report(cast)
    for entry in unhandled():
        handle_entry(entry, NOW)
        handle_entry(entry, NOW)
    assert Message.objects.count() == 1


def test_a_failing_receiver_is_tried_again_ever_later_with_the_same_id(cast: Cast, receiver: Receiver) -> None:
    subscribed("crisisdienst", cast, receiver.address)
    report(cast)
    handle_all()
    receiver.answers = [500, 302, 404]
    moments = [0]
    for _ in range(3):
        assert send_due_messages(at(moments[-1])) == 1
        message = Message.objects.get()
        moments.append(int((message.next_try_at - NOW).total_seconds()))
        # Not a second too early.
        assert send_due_messages(at(moments[-1] - 1)) == 0
    assert [later - sooner for sooner, later in pairwise(moments)] == [30, 60, 120]
    assert message.error == "HTTP 404"
    assert send_due_messages(at(moments[-1])) == 1
    assert len({one["id"] for one in receiver.events}) == 1
    assert len(receiver.got) == 4
    assert Message.objects.get().sent_at is not None


def test_a_receiver_that_is_gone_is_given_up_in_the_end_and_that_can_be_seen(cast: Cast, receiver: Receiver) -> None:
    gone = Receiver()
    subscribed("crisisdienst", cast, gone.address)
    gone.stop()
    report(cast)
    handle_all()
    moment = NOW
    for _ in range(sending.MOST_TRIES):
        assert send_due_messages(moment) == 1
        moment = max(Message.objects.get().next_try_at, moment)
    message = Message.objects.get()
    assert message.given_up_at is not None
    assert message.error == "ConnectionError"
    assert send_due_messages(moment + timedelta(days=9)) == 0
    client = Client()
    client.force_login(cast.people["administrator"])
    page = client.get("/connections/").content.decode()
    assert "crisisdienst" in page.lower()
    assert "ConnectionError" in page


def test_a_worker_that_dies_while_sending_leaves_it_to_the_next_after_the_lease(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed("crisisdienst", cast, receiver.address)
    report(cast)
    handle_all()
    post = sending._post

    def sent_and_died(message: Message, now: Any) -> str:
        post(message, now)
        raise SystemExit("killed")

    monkeypatch.setattr(sending, "_post", sent_and_died)
    with pytest.raises(SystemExit):
        send_due_messages(NOW)
    monkeypatch.setattr(sending, "_post", post)
    assert send_due_messages(at(59)) == 0
    assert send_due_messages(at(60)) == 1
    assert [one["id"] for one in receiver.events] == [str(Message.objects.get().entry)] * 2
    assert Message.objects.get().tries == 2


def test_who_lost_the_lease_has_nothing_to_say_any_more(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed("crisisdienst", cast, receiver.address)
    report(cast)
    handle_all()
    post = sending._post

    def slow(message: Message, now: Any) -> str:
        monkeypatch.setattr(sending, "_post", post)
        # While this one is still busy the lease ends and another worker delivers.
        assert send_due_messages(at(60)) == 1
        return "ReadTimeout"

    monkeypatch.setattr(sending, "_post", slow)
    assert send_due_messages(NOW) == 1
    message = Message.objects.get()
    assert message.sent_at == at(60)
    assert message.error == ""


def test_after_unsubscribing_nothing_goes_out_and_anothers_subscription_is_not_found(
    cast: Cast, receiver: Receiver
) -> None:
    subscription = subscribed("crisisdienst", cast, receiver.address)
    report(cast)
    handle_all()
    stranger = system_of("opvang", cast)
    assert unsubscribe(subscription=subscription.pk, actor=stranger, now=NOW) == Refused("not_found")
    assert unsubscribe(subscription=subscription.pk, actor=actor_of_connection(subscription.connection), now=NOW)
    assert send_due_messages(NOW) == 0
    assert receiver.got == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://user:secret@example.org/",
        "https:///path",
        "https://example.org:0/",
        "https://example.org:99999999/",
        "http://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[",
        "javascript:alert(1)",
        "",
    ],
)
def test_an_address_that_is_not_https_or_leads_back_to_us_is_refused(
    cast: Cast, address: str, settings: Any
) -> None:
    settings.DEMO = False
    actor = system_of("crisisdienst", cast)
    made = subscribe(address=address, types=["*"], known_types=KNOWN, actor=actor, now=NOW)
    assert made == Refused("subscription_address_unsafe")


@pytest.mark.parametrize("near", ["127.0.0.1", "::1", "169.254.169.254", "0.0.0.0"])  # noqa: S104  # refused, not used
def test_a_name_that_leads_to_this_machine_gets_nothing(
    cast: Cast, near: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    subscribed("crisisdienst", cast, "https://innocent.example/")
    monkeypatch.setattr(sending.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (near, 443))])
    report(cast)
    handle_all()
    send_due_messages(NOW)
    assert Message.objects.get().error == "address"


def test_a_key_is_told_once_and_a_role_of_another_kind_of_organisation_is_refused(cast: Cast) -> None:
    room = cast.people["operator"].organisation
    words: dict[str, Any] = {"name": "GMS", "organisation": room, "actor": cast["administrator"], "now": NOW}
    made = register_connection(roles=["dispatch_system"], **words)
    assert not isinstance(made, Refused)
    connection, key = made
    assert key not in str(Connection.objects.filter(pk=connection.pk).values())
    assert register_connection(roles=["care_system"], **words) == Refused("role_unknown")
    assert register_connection(roles=["no_such_role"], **words) == Refused("role_unknown")
