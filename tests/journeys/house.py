"""The whole house as processes, and the windows of the people in it."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "pictures"
# Patience for a busy machine; how fast it is stands in the benchmarks, not here.
PATIENCE = int(os.environ.get("SAMENOP_PATIENCE_MS", "30000"))
# The form of a step, on its own page, or the observation on the phone.
FORM = "#main form[data-draft]"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class House:
    """A running Samenop: its address and the environment of its processes."""

    url: str
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of `samenop` on the same database."""
        return subprocess.run(
            [sys.executable, "-m", "samenop", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def stop(self) -> None:
        """Ends every process of the house."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def open_house(database_url: str, port: int, folder: Path) -> House:
    """Fills the region, starts a server and a worker, and waits until pages come."""
    environment = os.environ | {
        "SAMENOP_DATABASE_URL": database_url,
        "SAMENOP_VAR": str(folder),
        "SAMENOP_DEMO": "1",
        "SAMENOP_SECRET_KEY": "only-for-journeys-" + "y" * 50,
        "DJANGO_SETTINGS_MODULE": "samenop.site.settings",
    }
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.fill"], cwd=ROOT, env=environment, check=True, timeout=180
    )
    house = House(f"http://127.0.0.1:{port}", environment, [])
    for words in (["serve", "--port", str(port), "--workers", "1"], ["worker"]):
        with (folder / f"{words[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "samenop", *words],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        house.processes.append(process)
    _wait_for(house, folder)
    return house


def _wait_for(house: House, folder: Path) -> None:
    end = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(f"{house.url}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        said = (folder / "serve.log").read_text(errors="replace")[-2000:]
        assert house.processes[0].poll() is None, said
        assert time.monotonic() < end, said
        time.sleep(0.2)


class Window:
    """One person at one screen."""

    def __init__(self, house: House, context: BrowserContext) -> None:
        self.house = house
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def become(self, username: str) -> "Window":
        """Picks a persona on the start page."""
        self.open("/")
        self.page.locator(f'form[action="/demo/be/{username}/"] button').click()
        self.page.wait_for_url(re.compile(r"/(now|triage|care|street|figures|books|connections)/"))
        return self

    def open(self, path: str) -> "Window":
        """Goes to a page."""
        self.page.goto(self.house.url + path)
        return self

    def find(self, selector: str) -> Locator:
        """The first element of a selector."""
        return self.page.locator(selector).first

    def sees(self, selector: str) -> Locator:
        """Waits until it is there."""
        found = self.find(selector)
        expect(found).to_be_visible(timeout=PATIENCE)
        return found

    def follows(self) -> None:
        """Waits until the server has confirmed that this screen is live."""
        expect(self.find('[data-connection="live"]')).to_be_visible(timeout=PATIENCE)

    def step(self, number: str, name: str, *, street: bool = False) -> "Window":
        """Opens the form of a step."""
        self.open(f"/incidents/{number}/steps/{name}/" + ("?from=street" if street else ""))
        self.sees(FORM)
        return self

    def send(self) -> None:
        """Takes the step that is filled in; it must be agreed."""
        self.submit()
        expect(self.page.locator(FORM)).to_have_count(0, timeout=PATIENCE)

    def submit(self) -> None:
        """Presses the button of the form."""
        self.page.locator(f"{FORM} :is(.actions-bar, .send-bar) button").last.click()

    def send_in_vain(self) -> str:
        """Takes the step; it is refused, and the form says why."""
        with self.page.expect_response(lambda response: response.request.method == "POST") as answer:
            self.submit()
        assert answer.value.status in {409, 422}, answer.value.status
        self.page.wait_for_load_state()
        return self.sees(FORM).inner_text()

    def choose(self, name: str, value: str) -> None:
        """Ticks or picks a choice by its value, whatever kind of control it is."""
        select = self.page.locator(f'{FORM} select[name="{name}"]')
        if select.count():
            select.select_option(value)
            return
        box = self.page.locator(f'{FORM} input[name="{name}"][value="{value}"]')
        box.evaluate("box => { if (!box.checked) (box.closest('label') ?? box.labels[0] ?? box).click(); }")
        expect(box).to_be_checked()

    def tick(self, name: str) -> None:
        """Ticks a single box."""
        box = self.page.locator(f'{FORM} input[type="checkbox"][name="{name}"]')
        box.evaluate("box => { if (!box.checked) (box.closest('label') ?? box.labels[0] ?? box).click(); }")
        expect(box).to_be_checked()

    def write(self, name: str, text: str) -> None:
        """Fills in a field."""
        self.page.locator(f'{FORM} [name="{name}"]').fill(text)

    def check(self, where: str) -> None:
        """No violation of WCAG 2.2 AA on what is shown, and no fault of a script."""
        self.page.wait_for_load_state()
        self.page.evaluate(AXE)
        found = self.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
        said = [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
        assert not said, f"{where}: " + "\n".join(said)
        assert not self.faults, f"{where}: {self.faults}"

    def picture(self, name: str) -> None:
        """A picture for the manual, only when asked: SAMENOP_PICTURES=1."""
        if os.environ.get("SAMENOP_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=str(PICTURES / f"{name}.png"))
