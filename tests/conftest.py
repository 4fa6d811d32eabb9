"""What every test stands on: the database it runs on, no network, and a browser for the journeys.

SAMENOP_TEST_DATABASE chooses the database: `sqlite` (default) or `postgres`, the latter through
`tools/with_postgres.py`, which starts a temporary server and says where it is.
"""

import os
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp

import django
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DATABASE = os.environ.get("SAMENOP_TEST_DATABASE", "sqlite")
# Journeys and races tell whole stories; everything else has the default of pyproject.toml.
SECONDS = {"journeys": 240, "races": 600}


def _choose_settings() -> None:
    """Before Django reads anything: never the developer's own database, secret or demo."""
    var = Path(mkdtemp(prefix="samenop-test-"))
    given = os.environ.get("SAMENOP_DATABASE_URL", "")
    if DATABASE == "postgres":
        if not given.startswith("postgres"):
            raise pytest.UsageError(
                "SAMENOP_TEST_DATABASE=postgres: run python tools/with_postgres.py python -m pytest …"
            )
    elif DATABASE != "sqlite":
        raise pytest.UsageError("SAMENOP_TEST_DATABASE is sqlite or postgres")
    else:
        os.environ["SAMENOP_DATABASE_URL"] = f"sqlite:///{var / 'samenop.sqlite3'}"
    os.environ["SAMENOP_VAR"] = str(var)
    os.environ["SAMENOP_SECRET_KEY"] = "only-for-tests-" + "x" * 50
    os.environ["DJANGO_SETTINGS_MODULE"] = "samenop.site.settings"


_choose_settings()
django.setup()


def pytest_unconfigure() -> None:
    """The folder of this run goes with the run."""
    shutil.rmtree(os.environ["SAMENOP_VAR"], ignore_errors=True)


def pytest_report_header() -> str:
    """Which database this run is about, at the top of its output."""
    return f"samenop: database {DATABASE}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longer patience for the folders that need it, unless the test says otherwise itself."""
    for item in items:
        folder = item.path.relative_to(ROOT).parts[1]
        if folder in SECONDS and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(SECONDS[folder]))


@pytest.fixture
def fresh_database_url(tmp_path: Path) -> Iterator[str]:
    """An empty database on the chosen engine, for a test that starts Samenop as a process of its own."""
    with fresh_database(tmp_path) as url:
        yield url


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """The same for as long as a block lasts; on SQLite the database is a file in the folder."""
    if DATABASE == "sqlite":
        yield f"sqlite:///{folder / 'samenop.sqlite3'}"
        return
    server = os.environ["SAMENOP_DATABASE_URL"]
    name = f"fresh_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield server.replace("/samenop?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is: SAMENOP_CHROMIUM, or the one of the machine; skips when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("SAMENOP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("no Chromium here; as root: apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the whole run; each person in a story gets a window of their own."""
    # Playwright's loop runs in this thread, and Django refuses its database beside a running loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a window of its own (cookies, storage) in Dutch at Dutch time; `phone=True` for a phone."""
    opened: list[BrowserContext] = []

    def open_window(*, phone: bool = False, **options: object) -> BrowserContext:
        size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        given = {"viewport": size, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "has_touch": phone}
        context = browser.new_context(**(given | options))  # type: ignore[arg-type]  # options of Playwright
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()
