"""`samenop suggest`: every line gets its answer or is named with its number."""

import io
import json
from pathlib import Path

import pytest

from samenop.site.commands.suggest import run

GOOD = {"id": "a1", "text": "Wij bellen de crisisdienst voor een verward persoon op straat."}


def answers(tmp_path: Path, content: bytes, language: str = "nl") -> tuple[int, list[dict[str, object]], str]:
    source = tmp_path / "questions.jsonl"
    source.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    code = run(source, out, err, language=language)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_line_is_answered_best_first_with_the_words_it_rests_on(tmp_path: Path) -> None:
    code, found, err = answers(tmp_path, json.dumps(GOOD).encode())
    assert (code, err) == (0, "")
    assert found[0]["id"] == "a1"
    suggestions = found[0]["suggestions"]
    assert isinstance(suggestions, list)
    assert suggestions[0]["situation"] == "ggz_crisis_service_misunderstood_behaviour"
    assert [s["score"] for s in suggestions] == sorted((s["score"] for s in suggestions), reverse=True)
    assert "crisisdienst" in " ".join(suggestions[0]["because"])


def test_an_empty_text_gets_no_suggestions(tmp_path: Path) -> None:
    code, found, _ = answers(tmp_path, b'{"id": 7, "text": "  "}\n')
    assert (code, found) == (0, [{"id": 7, "suggestions": []}])


@pytest.mark.parametrize(
    "line",
    [
        b"{not json}",
        b"[1, 2]",
        b'"a text"',
        b'{"id": "x"}',
        b'{"text": "no id"}',
        b'{"id": true, "text": "x"}',
        b'{"id": null, "text": "x"}',
        b'{"id": "x", "text": 3}',
        b'{"id": "x", "text": "\xff\xfe"}',
        b"[" * 100_000,
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_good_ones_are_answered(
    tmp_path: Path, line: bytes
) -> None:
    good = json.dumps(GOOD).encode()
    code, found, err = answers(tmp_path, good + b"\n" + line + b"\n" + good + b"\n")
    assert code == 1
    assert [answer["id"] for answer in found] == ["a1", "a1"]
    assert err.startswith("Regel 2 ")
    assert len(err.splitlines()) == 1


def test_errors_can_be_read_in_english(tmp_path: Path) -> None:
    assert answers(tmp_path, b"{", "en")[2] == "Line 1 is not JSON.\n"


def test_empty_lines_and_a_byte_order_mark_are_no_errors(tmp_path: Path) -> None:
    code, found, err = answers(tmp_path, b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\r\n\n")
    assert (code, len(found), err) == (0, 1, "")


def test_a_missing_file_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert run(tmp_path / "absent.jsonl", out, err) == 1
    assert "absent.jsonl" in err.getvalue()
    assert out.getvalue() == ""
