"""`samenop intake`: good rows go in once, bad ones are named and can be repaired; no file brings it down."""

import io
import json
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from samenop.apps.incidents.models import Incident, Report
from samenop.apps.ledger.service import breaks
from samenop.site.commands.intake import run
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
TORONTO = ROOT.parent / "shared" / "data" / "toronto_persons_in_crisis.csv"
HEADING = "id;melding;adres\n"
GOOD = "1;Ruzie op straat;Markt 1\n2;Vrouw huilt op een bank;Park 2\n"


def intake(source: Path, mapping: str = "samenop") -> tuple[int, dict[str, Any], str]:
    out, err = io.StringIO(), io.StringIO()
    code = run(source, mapping, True, out, err)
    return code, json.loads(out.getvalue() or "{}"), err.getvalue()


def written(tmp_path: Path, content: bytes | str, name: str = "calls.csv") -> Path:
    source = tmp_path / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return source


def test_good_rows_go_in_once_however_often_the_file_comes(cast: Cast, tmp_path: Path) -> None:
    source = written(tmp_path, HEADING + GOOD)
    code, told, err = intake(source)
    assert (code, told["taken"], told["known"], err) == (0, 2, 0, "")
    code, told, _ = intake(source)
    assert (code, told["taken"], told["known"]) == (0, 0, 2)
    assert Report.objects.count() == Incident.objects.count() == 2
    assert breaks()[0] == []


def test_bad_rows_are_named_and_land_in_a_file_that_can_be_repaired(cast: Cast, tmp_path: Path) -> None:
    bad = "3;;Leeg 3\n4;te;veel;waarden\n;zonder nummer;Plein 5\n"
    source = written(tmp_path, HEADING + GOOD + bad + "6;Laatste goede;Laan 6\n")
    code, told, err = intake(source)
    assert (code, told["taken"]) == (1, 3)
    assert [one["line"] for one in told["refused"]] == [4, 5, 6]
    assert [line.split(":")[0] for line in err.splitlines()] == ["Regel 4", "Regel 5", "Regel 6"]
    repair = Path(told["repair"])
    assert repair.read_text() == HEADING + bad
    repair.write_text(HEADING + "3;Nu gevuld;Leeg 3\n4;goed;Weg 4\n5;met nummer;Plein 5\n")
    assert intake(repair)[1]["taken"] == 3
    # What somebody is repairing is never written over.
    assert intake(source)[1]["repair"] != told["repair"]
    assert "Nu gevuld" in repair.read_text()


def test_after_a_quote_that_is_not_closed_the_next_rows_still_go_in(cast: Cast, tmp_path: Path) -> None:
    source = written(tmp_path, HEADING + '1;"Ruzie op straat;Markt 1\n' + GOOD.replace("1;", "9;", 1))
    code, told, _ = intake(source)
    assert (code, told["taken"]) == (1, 2)
    assert told["refused"][0]["line"] == 2
    assert told["refused"][0]["reasons"][0]["code"] == "intake_quote_open"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_recognised(cast: Cast, tmp_path: Path, encoding: str, sign: str) -> None:
    text = f"ID{sign}Melding\r\n1{sign}Vrouw zonder jas bij café Noé\r\n"
    code, told, err = intake(written(tmp_path, text.encode(encoding)))
    assert (code, told["taken"], err) == (0, 1, "")


def test_json_lines_go_the_same_way(cast: Cast, tmp_path: Path) -> None:
    lines = [
        {"id": 1, "text": "Ruzie", "latitude": 52.1, "area": None},
        {"id": 2, "text": ""},
        {"id": 3, "text": {"nested": True}},
    ]
    content = "\n".join(json.dumps(line) for line in lines) + '\n[1]\n"x"\n{"id": 4, "id": 5, "text": "x"}\n{'
    code, told, _ = intake(written(tmp_path, content, "calls.jsonl"))
    assert (code, told["taken"]) == (1, 1)
    reasons = [one["reasons"][0]["code"] for one in told["refused"]]
    assert reasons == [
        "intake_value_missing",
        "intake_value_nested",
        "intake_line_no_object",
        "intake_line_no_object",
        "intake_column_twice",
        "intake_line_no_json",
    ]
    assert Path(told["repair"]).name == "calls.jsonl.refused.jsonl"


def test_progress_is_heard_and_the_plain_summary_says_what_is_lacking(cast: Cast, tmp_path: Path) -> None:
    heard: list[int] = []
    out, err = io.StringIO(), io.StringIO()
    rows = "2014,January,Wednesday,4,Overdose,D51,No,71\n" * 201
    heading = "event_year,event_month,event_dow,event_hour,event_type,division,apprehension_made,hood_140\n"
    source = written(tmp_path, heading + rows)
    assert run(source, "toronto_persons_in_crisis", False, out, err, heard.append) == 0
    assert heard == [200, 201]
    assert "Ingenomen: 201." in out.getvalue()
    assert "eerste zo genoemde weekdag" in out.getvalue()


def test_a_mapping_of_ones_own_is_a_file(cast: Cast, tmp_path: Path) -> None:
    own = written(
        tmp_path,
        "name: {nl: x, en: x}\nsource: partner\norigin: test\nverified: false\n"
        "constants: {channel: system, reporter_kind: system}\n"
        "fields:\n  text: {columns: [wat]}\nidentity: [nr]\nlacks: {}\n",
        "own.yaml",
    )
    source = written(tmp_path, "nr,wat\n1,Brand\n")
    assert intake(source, str(own))[1]["taken"] == 1
    assert Report.objects.get().source == "partner"
    broken = written(tmp_path, "name: [", "broken.yaml")
    assert intake(source, str(broken))[0] == 2
    assert intake(source, "nobody-made-this")[0] == 2


def test_without_a_control_room_nothing_is_taken(db: None, tmp_path: Path) -> None:
    code, _, err = intake(written(tmp_path, HEADING + GOOD))
    assert code == 2
    assert "meldkamer" in err


WHOLE_FILES: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n  \n",
    "only a mark": b"\xef\xbb\xbf",
    "binary": bytes(range(256)) * 20,
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),
    "a zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(100),
    "nul in the heading": b"id;mel\x00ding\n1;x\n",
    "utf-16 cut off": "id;melding\n1;x\n".encode("utf-16")[:-1],
    "utf-16 wrong": b"\xff\xfe\x00\xd8\x00\xd8",
    "utf-32": "id;melding\n1;x\n".encode("utf-32"),
    "no text in any table": b"id;melding\n1;\x81\x8d\x8f\n",
    "no heading": b"1;Ruzie;Markt 1\n",
    "other delimiter": b"id:melding\n1:Ruzie\n",
    "heading twice": b"id;melding;Melding\n1;a;b\n",
    "heading without text": b"id;adres\n1;x\n",
    "heading without id": b"melding;adres\n1;x\n",
    "heading with an open quote": b'id;"melding\n1;x\n',
    "heading too long": b"id;" + b"x" * 300_000 + b"\n",
    "html": b"<html><body><table><tr><td>id</td></tr></table></body></html>",
    "xml": b'<?xml version="1.0"?><calls><call id="1"/></calls>',
    "a pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
}
ROWS: dict[str, bytes] = {
    "too few": b"7;x\n",
    "too many": b"7;x;y;z;q\n",
    "empty text": b"7;;\n",
    "no id": b";x;y\n",
    "open quote at the end": b'7;"x;y\n',
    "sign after a quote": b'7;"x"y;z\n',
    "long": b"7;" + b"x" * 30_000 + b";y\n",
    "very long": b"7;" + b"x" * 500_000 + b";y\n",
    "very long quoted": b'7;"' + b"x\n" * 200_000 + b'";y\n',
    "control sign": b"7;bel\x07;y\n",
    "long id": b"x" * 121 + b";x;y\n",
    "long address": b"7;x;" + b"y" * 201 + b"\n",
}
LINES: dict[str, bytes] = {
    "number": b"7\n",
    "text": b'"x"\n',
    "null": b"null\n",
    "list": b"[]\n",
    "deep": b"[" * 50_000 + b"\n",
    "deep object": b'{"a":' * 50_000 + b"\n",
    "cut": b'{"id": "7", "text": "x\n',
    "nested": b'{"id": "7", "text": ["x", ["y"]]}\n',
    "half a pair": b'{"id": "7", "text": "\\ud800"}\n',
    "nul": b'{"id": "7", "text": "\\u0000"}\n',
    "infinity": b'{"id": "7", "text": "x", "latitude": Infinity}\n',
    "huge number": b'{"id": "7", "text": "x", "latitude": 1' + b"0" * 400 + b"}\n",
    "endless number": b'{"id": ' + b"9" * 5000 + b', "text": "x"}\n',
    "twice": b'{"id": "7", "text": "x", "Text": "y"}\n',
    "no id": b'{"text": "x"}\n',
    "long": b'{"id": "7", "text": "' + b"x" * 300_000 + b'"}\n',
    "two on a line": b'{"id": "7", "text": "x"}{"id": "8", "text": "y"}\n',
    "single quotes": b"{'id': '7'}\n",
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_is_none_of_it_is_refused_in_one_sentence(cast: Cast, tmp_path: Path, name: str) -> None:
    code, told, err = intake(written(tmp_path, WHOLE_FILES[name]))
    assert (code, told) == (2, {})
    assert len(err.strip().splitlines()) == 1
    assert Report.objects.count() == 0


def test_a_folder_or_an_absent_file_is_refused_in_one_sentence(cast: Cast, tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "absent.csv", tmp_path / ("x" * 300)):
        code, told, err = intake(source)
        assert (code, told, len(err.splitlines())) == (2, {}, 1)


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_does_not_take_the_good_ones_with_it(cast: Cast, tmp_path: Path, name: str) -> None:
    source = written(tmp_path, HEADING.encode() + b"1;Eerste;a\n" + ROWS[name] + b"2;Laatste;b\n")
    code, _, err = intake(source)
    assert code == 1
    assert err.startswith("Regel 3: ")
    assert set(Report.objects.values_list("external_id", flat=True)) >= {"1", "2"}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_does_not_take_the_good_ones_with_it(cast: Cast, tmp_path: Path, name: str) -> None:
    good = b'{"id": "1", "text": "Eerste"}\n', b'{"id": "2", "text": "Laatste"}\n'
    code, told, err = intake(written(tmp_path, good[0] + LINES[name] + good[1], "calls.jsonl"))
    assert (code, told["taken"]) == (1, 2)
    assert err.startswith("Regel 2: ")
    assert len(told["refused"]) == 1


def _cut(draw: random.Random, content: bytes) -> bytes:
    return content[: draw.randrange(len(content))]


def _noise(draw: random.Random, content: bytes) -> bytes:
    place = draw.randrange(len(content))
    return content[:place] + draw.randbytes(draw.randrange(1, 30)) + content[place:]


def _flip(draw: random.Random, content: bytes) -> bytes:
    signs = bytearray(content)
    for _ in range(draw.randrange(1, 8)):
        signs[draw.randrange(len(signs))] = draw.choice(b'";,\n\r\t\\{}[]\x00\xff')
    return bytes(signs)


def _shuffle(draw: random.Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    draw.shuffle(lines)
    return b"".join(lines)


def _quotes(draw: random.Random, content: bytes) -> bytes:
    return b"".join(bytes([sign]) + (b'"' if draw.random() < 0.05 else b"") for sign in content)


BREAKS: tuple[Callable[[random.Random, bytes], bytes], ...] = (_cut, _noise, _flip, _shuffle, _quotes)


def test_two_hundred_broken_files_end_in_a_sentence_and_never_in_a_crash(cast: Cast, tmp_path: Path) -> None:
    """Seeded, so that a file that once broke it can be made again by its number."""
    csv_good = (HEADING + "".join(f"{n};Melding {n} «é»;Straat {n}\n" for n in range(8))).encode()
    json_good = b"".join(b'{"id": "%d", "text": "Melding"}\n' % n for n in range(8))
    for seed in range(200):
        draw = random.Random(seed)
        content = draw.choice((csv_good, json_good))
        for _ in range(draw.randrange(1, 4)):
            content = draw.choice(BREAKS)(draw, content) or b"x"
        source = written(tmp_path, content, f"{seed}{draw.choice(('.csv', '.jsonl', '.txt', ''))}")
        code, told, err = intake(source)
        assert code in {0, 1, 2}, seed
        assert "Traceback" not in err
        assert bool(err) == (code != 0), seed
        if code == 1:
            assert told["refused"], seed
            assert Path(told["repair"]).exists(), seed
    assert breaks()[0] == []


@pytest.mark.skipif(
    not TORONTO.exists(), reason="../shared/data is not here: the Toronto file is not part of the project"
)
def test_the_first_calls_of_the_toronto_file_go_in_and_a_second_run_adds_none(cast: Cast, tmp_path: Path) -> None:
    with TORONTO.open(encoding="utf-8") as whole:
        source = written(tmp_path, "".join(islice(whole, 501)), "toronto.csv")
    code, told, _ = intake(source, "toronto_persons_in_crisis")
    assert (code, told["taken"], told["refused"]) == (0, 500, [])
    code, told, _ = intake(source, "toronto_persons_in_crisis")
    assert (code, told["taken"], told["known"]) == (0, 0, 500)
    assert Incident.objects.count() == 500
    assert breaks()[0] == []
