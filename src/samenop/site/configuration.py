"""Every setting from the environment, typed: a safe default, or a refusal that names the setting."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SQLITE_START = (
    "PRAGMA journal_mode=WAL;"
    # FULL: an acknowledged write survives kill -9 and a power cut; NORMAL would survive only the first.
    "PRAGMA synchronous=FULL;"
    "PRAGMA busy_timeout=20000;"
    # Without this INSERT OR REPLACE walks past the delete trigger of the ledger.
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA foreign_keys=ON;"
)


class Configuration(BaseSettings):
    """Environment variables SAMENOP_…; SAMENOP_X_FILE holds a secret in a file instead."""

    model_config = SettingsConfigDict(env_prefix="SAMENOP_", extra="ignore")

    database_url: str = ""
    var: Path = Path("var")
    demo: bool = False
    debug: bool = False
    secret_key: str = ""
    secret_key_file: Path | None = None
    hosts: str = "127.0.0.1,localhost,[::1]"
    origins: str = ""
    https: bool = False
    region: Path | None = None
    language: str = "nl"
    oin: str = "00000000000000000000"
    log_level: str = "WARNING"
    poll_seconds: float = Field(default=0.25, gt=0, le=5)

    @model_validator(mode="after")
    def _complete(self) -> "Configuration":
        if not self.database_url:
            # The demo never touches the real database, also when both live in the same folder.
            name = "demo.sqlite3" if self.demo else "samenop.sqlite3"
            self.database_url = f"sqlite:///{(self.var / name).absolute()}"
        return self

    def secret(self) -> str:
        """The signing key: given, from a file, or made once and kept in the working directory's var/."""
        if self.secret_key:
            return self.secret_key
        path = self.secret_key_file or self.var / "secret_key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        return path.read_text(encoding="ascii").strip()

    def database(self) -> dict[str, Any]:
        """The database as Django wants it; a URL of another kind is refused by name."""
        parts = urlsplit(self.database_url)
        if parts.scheme == "sqlite":
            return _sqlite(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path))
        if parts.scheme in {"postgres", "postgresql"}:
            return _postgres(self.database_url)
        raise ValueError("SAMENOP_DATABASE_URL: use sqlite:///PATH or postgres://USER@HOST/NAME")


def _sqlite(path: str) -> dict[str, Any]:
    name = Path(path)
    if path != ":memory:":
        name.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(name),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_START, "timeout": 20},
        # Opening and closing the file at every request costs more than most requests; closing it as the
        # last one also writes the whole journal back.
        "CONN_MAX_AGE": 600,
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder is given as ?host=/path, as libpq does.
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
