"""Live by real processes: what happens elsewhere is on the screen within a second; nobody hears too much."""

import http.client
import re
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.site.conftest import Hand, Stream, serving

pytestmark = pytest.mark.timeout(120)
Listen = Callable[..., Stream]
MAN = "Man op het viaduct, verward, hij wil springen."


def applied(board: dict[str, str], stream: Stream, topic: str) -> dict[str, str]:
    """An old board with the heard lines laid over it, as the browser does."""
    now = dict(board)
    for message in stream.of_kind("row"):
        if message["topic"] == topic and message["html"]:
            now[message["number"]] = message["html"]
        elif message["topic"] == topic:
            now.pop(message["number"], None)
    return now


def standing(board: dict[str, str]) -> dict[str, str]:
    """The lines without what a clock shows of the moment itself; the browser lets that run."""
    running = re.compile(r'data-clock-number>[^<]*<|stroke-dashoffset="[^"]*"')
    return {number: running.sub("", html) for number, html in board.items()}


def is_signal_of(number: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: message["kind"] == "signal" and message["topic"] == f"incident:{number}"


def test_a_step_elsewhere_is_heard_within_a_second_by_all_who_take_part(hand: Hand, listen: Listen) -> None:
    number = hand("report", text=MAN)
    time.sleep(0.5)
    operator = listen("operator", f"board:control,incident:{number},reports")
    nurse = listen("triage_nurse", f"board:triage,incident:{number}")
    assert set(operator.messages[0][1]["topics"]) == {"board:control", f"incident:{number}", "reports"}
    assert operator.messages[0][1]["entry"] == hand("last")
    assert hand("step", name="write_note", number=number, part="operator", words={"text": "Geheim woord"})
    done = time.monotonic()
    for stream, board in ((operator, "board:control"), (nurse, "board:triage")):
        assert stream.wait_for(is_signal_of(number)) - done < 1
        stream.wait_for(lambda m, board=board: m["kind"] == "row" and m["topic"] == board)
    heard = repr(operator.messages) + repr(nurse.messages)
    assert "Geheim woord" not in heard
    assert "springen" not in heard


def test_a_new_incident_appears_on_the_boards_and_as_a_report(hand: Hand, listen: Listen) -> None:
    operator = listen("operator", "board:control,reports")
    number = hand("report", text=MAN)
    operator.wait_for(lambda m: m["kind"] == "row" and m["number"] == number and f"row-{number}" in m["html"])
    operator.wait_for(lambda m: m["kind"] == "signal" and m["topic"] == "reports")


def test_an_incident_that_is_joined_leaves_the_board(hand: Hand, listen: Listen) -> None:
    first, second = hand("report", text=MAN), hand("report", text="Nog iemand over de man op het viaduct")
    operator = listen("operator", "board:control")
    assert hand("step", name="join_incident", number=second, part="operator", words={"into": first})
    operator.wait_for(lambda m: m["kind"] == "row" and m["number"] == second and m["html"] == "")


def test_an_outsider_hears_nothing_not_even_a_number(hand: Hand, listen: Listen) -> None:
    number = hand("report", text=MAN)
    asked = f"incident:{number},board:control,board:triage,board:care,reports,board:street"
    outsider = listen("outsider", asked)
    witness = listen("operator", "board:control")
    # Their own board of care and their own reception, on which nothing of this will come.
    assert set(outsider.messages[0][1]["topics"]) == {"board:care", "reports"}
    assert hand("step", name="write_note", number=number, part="operator", words={"text": "x"})
    second = hand("report", text=MAN)
    witness.wait_for(lambda m: m["kind"] == "row" and m["number"] == second)
    time.sleep(0.5)
    assert outsider.of_kind("row", "signal", "reset") == []
    assert number not in repr(outsider.messages[1:])


def test_an_officer_hears_of_the_street_of_the_own_organisation_only(hand: Hand, listen: Listen) -> None:
    number = hand("report", text=MAN)
    officer = listen("officer", "board:street,board:street:meldkamer,board:control,nonsense,incident:")
    assert officer.messages[0][1]["topics"] == ["board:street"]
    words = {"unit": "Wagen 11", "organisation_slug": "politie", "discipline": "police"}
    assert hand("step", name="deploy_unit", number=number, part="operator", words=words)
    officer.wait_for(lambda m: m["kind"] == "signal" and m["topic"] == "board:street")
    assert number not in repr(officer.messages)


def test_without_a_session_or_from_another_site_there_is_no_stream(server: int, hand: Hand) -> None:
    def status(session: str, headers: dict[str, str]) -> int:
        stream = Stream(server, session, "board:control", headers)
        stream.close()
        return stream.response.status

    assert status("", {}) == 401
    assert status("made-up", {}) == 401
    session = hand("log_in", part="operator")
    assert status(session, {"Sec-Fetch-Site": "cross-site"}) == 400
    assert status(session, {"Host": "evil.example"}) == 400
    assert status(session, {"Sec-Fetch-Site": "same-origin"}) == 200


@pytest.mark.parametrize(
    ("end", "part", "topic"),
    [
        ("log_out", "operator", "board:control"),
        ("leave", "duty_officer", "board:control"),
        ("lose_role", "care_desk", "board:care"),
    ],
)
def test_a_stream_ends_when_its_reader_may_no_longer_look(
    hand: Hand, listen: Listen, end: str, part: str, topic: str
) -> None:
    session = hand("log_in", part=part)
    stream = listen(part, topic, session=session)
    other = listen("triage_nurse", "board:triage")
    hand(end, **({"session": session} if end == "log_out" else {"part": part}))
    assert stream.ended.wait(8)
    assert not other.ended.is_set()


def test_who_comes_back_hears_from_then_on_and_knows_what_was_missed(hand: Hand, listen: Listen) -> None:
    session = hand("log_in", part="operator")
    first = listen("operator", "board:control", session=session)
    first.close()
    number = hand("report", text=MAN)
    time.sleep(0.6)
    again = listen("operator", "board:control", session=session)
    assert again.messages[0][1]["entry"] > first.messages[0][1]["entry"]
    assert hand("step", name="write_note", number=number, part="operator", words={"text": "x"})
    again.wait_for(lambda m: m["kind"] == "row" and m["number"] == number)


def test_old_screen_and_events_are_the_fresh_screen(
    hand: Hand, new_hand: Callable[[], Hand], listen: Listen
) -> None:
    """Two hundred quick steps by three writers on eight incidents: no line is lost, old or wrong."""
    numbers = [hand("report", text=f"{MAN} Nummer {count}.") for count in range(8)]
    topics = "board:control," + ",".join(f"incident:{number}" for number in numbers)
    operator, nurse = listen("operator", topics), listen("triage_nurse", "board:triage")
    old = {
        "control": hand("rows", part="operator", board="control", language="nl"),
        "triage": hand("rows", part="triage_nurse", board="triage", language="nl"),
    }
    last: dict[str, int] = {}

    def write(writer: Hand, offset: int) -> None:
        for count in range(67):
            number = numbers[(count + offset) % len(numbers)]
            phase = ("acute_unsafe", "directly_safe", "stable_safe")[count % 3]
            writer("step", name="set_safety", number=number, part="operator", words={"phase": phase})
            if count % 10 == 0:
                words = {"unit": f"Wagen {offset}-{count}", "organisation_slug": "politie"}
                words["discipline"] = "police"
                writer("step", name="deploy_unit", number=number, part="operator", words=words)

    writers = [new_hand() for _ in range(3)]
    threads = [threading.Thread(target=write, args=pair) for pair in zip(writers, range(3), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    newest = hand("last")
    assert newest >= 200
    operator.wait_for(lambda m: m.get("entry") == newest)
    for number in numbers:
        last[number] = max(m["entry"] for m in operator.of_kind("signal") if m["topic"].endswith(number))
    assert max(last.values()) == newest
    time.sleep(0.5)
    assert operator.of_kind("reset") == []
    fresh = hand("rows", part="operator", board="control", language="nl")
    assert standing(applied(old["control"], operator, "board:control")) == standing(fresh)
    fresh = hand("rows", part="triage_nurse", board="triage", language="nl")
    assert standing(applied(old["triage"], nurse, "board:triage")) == standing(fresh)
    # Far fewer messages than steps: what happens on one incident at once goes out as one change.
    assert len(operator.of_kind("row")) < newest
    assert hand("broken") == 0


def test_streams_end_at_once_when_the_server_stops(
    environment: dict[str, str], hand: Hand, listen: Listen
) -> None:
    with serving(environment, workers=2) as (port, running):
        streams = [listen("operator", "board:control", port=port) for _ in range(6)]
        begun = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
        assert time.monotonic() - begun < 2.5
        assert all(stream.ended.wait(1) for stream in streams)


def test_probes_static_files_and_the_worker_of_the_browser_are_served(server: int) -> None:
    def get(path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", server, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        try:
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    assert get("/healthz")[:2] == (200, b"ok\n")
    assert get("/readyz")[:2] == (200, b"ok\n")
    status, body, headers = get("/service-worker.js")
    assert status == 200
    assert b"addEventListener" in body
    assert headers["Service-Worker-Allowed"] == "/"
    assert headers["Content-Type"].startswith("text/javascript")
    assert get("/static/samenop/live.js")[0] == 200
    assert get("/static/samenop/nothing.js")[0] == 404


def test_a_page_says_up_to_which_entry_it_is_true(server: int, hand: Hand, listen: Listen) -> None:
    """The stream begins at the same entry, so nothing is fetched twice when nothing happened in between."""
    hand("report", text=MAN)
    time.sleep(0.6)
    session = hand("log_in", part="triage_nurse")
    connection = http.client.HTTPConnection("127.0.0.1", server, timeout=10)
    connection.request("GET", "/triage/", headers={"Cookie": f"samenop={session}"})
    page = connection.getresponse().read().decode()
    connection.close()
    said = re.search(r'data-live-entry="(\d+)"', page)
    assert said
    stream = listen("triage_nurse", "board:triage", session=session)
    assert stream.messages[0][1]["entry"] == int(said[1]) == hand("last")
