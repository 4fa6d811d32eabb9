"""By keyboard alone: a report in under a minute of keys, the list, the command bar, the language."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import PATIENCE, Window


def focus_is_in_sight(opened: Window) -> bool:
    """Whether what has the focus is visible and inside the screen."""
    return bool(
        opened.page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect();
            return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1; }"""
        )
    )


def test_a_report_is_taken_and_classified_without_a_mouse(window: Callable[..., Window]) -> None:
    operator = window("operator")
    keys = operator.page.keyboard
    keys.press("r")
    operator.page.wait_for_url(re.compile("/reports/new/"))
    expect(operator.page.locator('[name="address"]')).to_be_focused(timeout=PATIENCE)
    keys.type("Stationsplein 3")
    keys.press("Tab")
    while operator.page.evaluate("document.activeElement.name") != "text":
        keys.press("Tab")
    keys.type("Man loopt schreeuwend over straat, praat tegen niemand, heeft geen jas aan.")
    operator.sees("#accept-class")
    assert focus_is_in_sight(operator)
    keys.press("Alt+a")
    expect(operator.page.locator("#accept-class")).to_be_checked(timeout=PATIENCE)
    keys.press("Control+Enter")
    operator.page.wait_for_url(re.compile(r"/incidents/[0-9-]+/"))


def test_the_list_is_walked_and_opened_by_keys(window: Callable[..., Window]) -> None:
    operator = window("operator")
    operator.open("/now/")
    operator.follows()
    keys = operator.page.keyboard
    keys.press("j")
    keys.press("j")
    assert focus_is_in_sight(operator)
    keys.press("Enter")
    expect(operator.page.locator("#incident")).to_be_visible(timeout=PATIENCE)
    keys.press("Control+k")
    expect(operator.page.locator("#command-bar")).to_be_visible(timeout=PATIENCE)
    keys.press("Escape")
    expect(operator.page.locator("#command-bar")).to_be_hidden(timeout=PATIENCE)
    keys.press("?")
    expect(operator.page.locator("#keys-dialog")).to_be_visible(timeout=PATIENCE)


def test_the_language_is_switched_in_plain_sight(window: Callable[..., Window]) -> None:
    anybody = window()
    anybody.open("/")
    anybody.page.locator('button[name="language"][value="en"]:visible').first.click()
    expect(anybody.page.locator("html")).to_have_attribute("lang", "en", timeout=PATIENCE)
    expect(anybody.page.locator("h1")).to_have_text("Together, from the first minute")
    anybody.page.locator('button[name="language"][value="nl"]:visible').first.click()
    expect(anybody.page.locator("html")).to_have_attribute("lang", "nl", timeout=PATIENCE)
    expect(anybody.page.locator("h1")).not_to_have_text("Together, from the first minute")
