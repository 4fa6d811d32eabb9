"""The components of the screens: what they say, how they are tied together, and what they never leave out."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from gzip import compress
from hashlib import sha256
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from samenop.core.kernel import Agreed, Refused
from samenop.frame.clock_face import clock_face
from samenop.frame.gallery import ExampleClock, ExampleForm, gallery_context
from samenop.frame.moments import absolute_moment, counting_number, relative_moment, spoken_duration
from samenop.frame.organisation_kinds import ORGANISATION_KINDS
from samenop.frame.theme import set_theme

NOW = datetime(2026, 11, 28, 13, 2, tzinfo=UTC)  # 14:02 in Amsterdam
STATIC = Path(__file__).resolve().parents[2] / "src" / "samenop" / "static"
CLOCK = ExampleClock(
    name="Under way",
    started_at=NOW - timedelta(minutes=18),
    warn_at=NOW - timedelta(minutes=8),
    due_at=NOW - timedelta(minutes=3),
    level_words="now with the duty manager",
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def shown(source: str, **context: object) -> str:
    return Template("{% load samenop i18n %}" + source).render(Context({"now": NOW, **context}))


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_baton_says_who_since_when_offered_to_whom_and_the_next_step():
    html = shown(
        '{% baton "Crisisdienst" "crisis_service" since "Care desk" "Call back" person="Noor Bakker" %}',
        since=NOW - timedelta(minutes=12),
    )
    said = words_of(html)
    for part in (
        "In hands of",
        "Crisisdienst",
        "Noor Bakker",
        "13:50",
        "12 min ago",
        "Care desk",
        "Call back",
    ):
        assert part in said
    assert "#organisation-crisis_service" in html


def test_a_clock_over_its_norm_says_so_in_words_and_not_only_in_colour():
    said = words_of(shown("{% clock clock %}", clock=CLOCK))
    assert "18:00" in said
    assert "norm 15 min · 3 min over the norm · now with the duty manager" in said


def test_a_clock_that_passed_its_warning_is_warned_even_when_the_server_still_says_running():
    face = clock_face(replace(CLOCK, due_at=NOW + timedelta(minutes=2)), NOW)
    assert (face.state, face.verdict, face.filled) == ("warned", "2 min left", 90)


def test_a_stopped_clock_no_longer_counts():
    stopped = replace(CLOCK, stopped_at=CLOCK.started_at + timedelta(minutes=9), state="stopped")
    early, late = clock_face(stopped, NOW), clock_face(stopped, NOW + timedelta(hours=3))
    assert early == late
    assert (early.number, early.verdict, early.late) == ("9:00", "within the norm", False)


def test_a_clock_without_a_norm_shows_only_how_long():
    html = shown("{% clock clock %}", clock=replace(CLOCK, warn_at=None, due_at=None))
    assert "data-due" not in html
    assert "norm" not in words_of(html)


def test_a_missing_stamp_is_marked_as_an_estimate():
    assert "estimate" in words_of(shown("{% clock clock %}", clock=replace(CLOCK, estimated=True)))
    assert "estimate" not in words_of(shown("{% clock clock %}", clock=CLOCK))


@pytest.mark.parametrize(
    ("seconds", "number", "words"),
    [
        (-5, "0:00", "0 min"),
        (59, "0:59", "0 min"),
        (1104, "18:24", "18 min"),
        (3600, "1 h 00", "1 h 00"),
        (7500, "2 h 05", "2 h 05"),
        (3 * 86400 + 4 * 3600, "3 d 4 h", "3 d 4 h"),
    ],
)
def test_durations_in_numbers_and_words(seconds, number, words):
    assert (counting_number(seconds), spoken_duration(seconds)) == (number, words)


@pytest.mark.parametrize(
    ("ago", "absolute", "relative"),
    [
        (timedelta(seconds=20), "14:01", "just now"),
        (timedelta(minutes=12), "13:50", "12 min ago"),
        (timedelta(minutes=-25), "14:27", "in 25 min"),
        (timedelta(days=1), "yesterday 14:02", "1 day ago"),
        (timedelta(days=2), "thu 26 nov 14:02", "2 days ago"),
        (timedelta(days=400), "24 oct 2025 15:02", "400 days ago"),
    ],
)
def test_a_moment_is_absolute_and_relative(ago, absolute, relative):
    assert (absolute_moment(NOW - ago, NOW), relative_moment(NOW - ago, NOW)) == (absolute, relative)


def test_midnight_is_that_of_amsterdam():
    after_midnight = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)
    assert absolute_moment(after_midnight, NOW) == "00:30"


def test_a_step_that_may_be_taken_submits():
    html = shown('{% step_button answer "Release" name="step" value="release" key="v" %}', answer=Agreed())
    assert 'type="submit"' in html
    assert 'data-key="v"' in html
    assert "aria-disabled" not in html


def test_a_refused_step_cannot_submit_and_says_why(settings):
    settings.SAMENOP_REFUSAL_WORDS = "tests.web.test_components.example_wording"
    html = shown(
        '{% step_button answer "Release" %}', answer=Refused("alone", {"who": "Sam"}, ("second_name",))
    )
    assert 'type="submit"' not in html
    assert 'aria-disabled="true"' in html
    why = re.search(r'aria-describedby="([\w-]+)"', html)
    assert why is not None
    assert f'id="{why.group(1)}"' in html
    assert "alone Sam" in words_of(html)
    assert "second_name Sam" in words_of(html)


def example_wording(code: str, params: dict[str, str]) -> str:
    """Stands in for the wording catalogue."""
    return f"{code} {params['who']}"


def test_what_a_person_typed_cannot_become_markup():
    tags = "{% badge text %}{% not_shared text text %}{% empty text %}{% organisation_kind 'x' text %}"
    html = shown(tags, text="<b>x")
    assert "<b>" not in html


@pytest.mark.parametrize("tone", ["info", "ok", "warning", "danger"])
def test_a_badge_has_an_icon_beside_its_word(tone):
    html = shown("{% badge 'Soon' tone %}", tone=tone)
    assert "<use" in html
    assert "Soon" in words_of(html)


def test_not_shared_is_one_line_with_what_can_be_asked():
    assert words_of(shown('{% not_shared "medical secrecy" "is there danger?" %}')) == (
        "Not shared (medical secrecy). You can ask: is there danger?"
    )


def test_every_organisation_kind_has_its_own_word_and_an_icon_in_the_sprite():
    sprite = (STATIC / "samenop" / "icons.svg").read_text()
    assert [kind for kind in ORGANISATION_KINDS if f'id="organisation-{kind}"' not in sprite] == []
    said = [str(word) for word in ORGANISATION_KINDS.values()]
    assert len(set(said)) == len(said)


def test_a_wrong_field_points_to_its_description_and_its_error():
    html = shown("{% field form.place %}", form=ExampleForm({"place": ""}))
    assert 'aria-describedby="id_place-description id_place-error"' in html
    assert 'aria-invalid="true"' in html
    for part in ("id_place-description", "id_place-error"):
        assert html.count(f'id="{part}"') == 1


def test_the_error_summary_links_to_every_wrong_field():
    html = shown("{% form_errors form %}", form=ExampleForm({}))
    assert "data-form-errors" in html
    for name in ("place", "what", "danger"):
        assert f'href="#id_{name}' in html


def test_a_right_form_has_no_error_summary():
    form = ExampleForm({"place": "Stationsplein", "what": "Shouting", "danger": "no"})
    assert form.is_valid()
    assert words_of(shown("{% form_errors form %}", form=form)) == ""


def test_choices_are_a_group_with_a_legend_and_keep_what_was_chosen():
    html = shown("{% field form.seen %}", form=ExampleForm({"seen": ["calm"]}))
    assert "<legend" in html
    assert re.search(r'value="calm"[^>]* checked', html)
    assert not re.search(r'value="injured"[^>]* checked', html)


def test_the_theme_is_kept_only_when_it_is_one_of_ours():
    requests = RequestFactory()
    kept = set_theme(requests.post("/theme/", {"theme": "dark", "next": "/now/"}))
    assert (kept.url, kept.cookies["samenop_theme"].value) == ("/now/", "dark")
    dropped = set_theme(requests.post("/theme/", {"theme": '"><b>', "next": "https://elsewhere.example/"}))
    assert (dropped.url, dropped.cookies["samenop_theme"].value) == ("/", "")


def test_a_chosen_theme_stands_in_the_first_byte():
    request = RequestFactory().get("/")
    request.COOKIES["samenop_theme"] = "contrast"
    assert shown("{% theme %}", request=request) == "contrast"
    request.COOKIES["samenop_theme"] = "<script>"
    assert shown("{% theme %}", request=request) == ""


@pytest.fixture
def gallery_page() -> str:
    request = RequestFactory().get("/")
    template = Template("{% extends 'frame/gallery.html' %}")
    return template.render(Context({**gallery_context(NOW), "request": request, "csrf_token": "x"}))


def test_the_gallery_holds_no_inline_script_or_style_and_nothing_from_outside(gallery_page):
    assert " style=" not in gallery_page
    assert "<style" not in gallery_page
    assert not re.search(r"\son\w+=", gallery_page)
    for script in re.findall(r"<script([^>]*)>", gallery_page):
        assert "src=" in script or 'type="application/json"' in script
    assert not re.search(r'(src|href)="(https?:)?//', gallery_page)


def test_every_icon_a_page_asks_for_is_in_the_sprite(gallery_page):
    sprite = (STATIC / "samenop" / "icons.svg").read_text()
    asked = set(re.findall(r"icons\.svg#([\w-]+)", gallery_page))
    assert asked
    assert {name for name in asked if f'id="{name}"' not in sprite} == set()


def test_ids_in_the_gallery_are_unique(gallery_page):
    ids = re.findall(r'\sid="([^"]+)"', gallery_page)
    assert sorted(ids) == sorted(set(ids))


def test_the_script_finds_every_word_it_asks_for(gallery_page):
    words = json.loads(re.search(r'<script id="words"[^>]*>(.*?)</script>', gallery_page).group(1))
    for script in ("samenop.js", "kept.js", "live.js"):
        source = (STATIC / "samenop" / script).read_text()
        for path in set(re.findall(r"\bwords((?:\.\w+)+)", source)):
            found = words
            for part in path.strip(".").split("."):
                assert part in found, f"{script} asks for words{path}"
                found = found[part]


def test_the_vendored_files_are_those_of_the_manifest():
    manifest = json.loads((STATIC / "vendor" / "manifest.json").read_text())
    for entry in manifest["files"]:
        assert sha256((STATIC / "vendor" / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    listed = {entry["file"] for entry in manifest["files"]} | {"manifest.json"}
    assert {path.name for path in (STATIC / "vendor").iterdir() if path.is_file()} == listed


def test_the_first_load_is_small():
    names = ["samenop.css", "icons.svg", "mark.svg", "samenop.js", "kept.js", "live.js"]
    texts = [STATIC / "samenop" / name for name in names] + [STATIC / "vendor" / "htmx.min.js"]
    fonts = list((STATIC / "vendor").glob("*.woff2"))
    size = sum(len(compress(path.read_bytes())) for path in texts) + sum(
        path.stat().st_size for path in fonts
    )
    assert len(fonts) == 3
    assert size < 130_000  # 20 kB are left for the page itself
