"""A measured figure, and how a run is written down: JSON for machines, Markdown for people."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results"
SUMMARY = HERE.parent / "docs" / "reference" / "benchmarks.md"
DATABASES = ("sqlite", "postgres")
SHARE = "reports created, 8 at once, compared with the yardstick"
TITLES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `least` or `most` is the target, when the issue gives one; `about` is what it is part of."""

    about: str
    name: str
    value: float
    unit: str
    database: str = ""
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the target is reached; None without a target."""
        if self.least is None and self.most is None:
            return None
        enough = self.least is None or self.value >= self.least
        return enough and (self.most is None or self.value <= self.most)


@dataclass(slots=True)
class Run:
    """Everything of one run."""

    at: datetime
    machine: dict[str, str]
    quick: bool
    figures: list[Figure] = field(default_factory=list)
    plans: list[dict[str, str]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def join(self, earlier: dict[str, Any]) -> None:
        """Takes over what another run of this day measured and this one did not."""
        mine = {(one.about, one.database) for one in self.figures}
        kept = [{key: told[key] for key in told if key != "met"} for told in earlier["figures"]]
        self.figures = [
            *(one for one in (Figure(**told) for told in kept) if (one.about, one.database) not in mine),
            *self.figures,
        ]
        self.plans = self.plans or earlier["plans"]
        self.troubles = list(dict.fromkeys([*earlier["troubles"], *self.troubles]))

    def write(self) -> list[Path]:
        """Writes the run; a quick run leaves no trace, since its numbers mean nothing."""
        if self.quick:
            return []
        RESULTS.mkdir(exist_ok=True)
        stem = f"{self.at:%Y-%m-%d}"
        if (RESULTS / f"{stem}.json").exists():
            self.join(json.loads((RESULTS / f"{stem}.json").read_text(encoding="utf-8")))
        self.figures = [*(one for one in self.figures if one.name != SHARE), *shares(self.figures)]
        told = {
            "at": self.at.isoformat(timespec="minutes"),
            "machine": self.machine,
            "figures": [asdict(one) | {"met": one.is_met} for one in self.figures],
            "plans": self.plans,
            "troubles": self.troubles,
        }
        as_json, as_text = RESULTS / f"{stem}.json", RESULTS / f"{stem}.md"
        as_json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        as_text.write_text(self.as_text(), encoding="utf-8")
        return [as_json, as_text]

    def as_text(self) -> str:
        """The whole run as Markdown."""
        parts = [f"# Measured on {self.at:%Y-%m-%d}\n", machine_words(self.machine), *tables(self.figures)]
        if self.plans:
            parts += ["## How the databases go about it\n", *(plan_text(plan) for plan in self.plans)]
        if self.troubles:
            parts += ["## What went wrong\n", "\n".join(f"- {one}" for one in self.troubles) + "\n"]
        return "\n".join(parts)


def shares(figures: Iterable[Figure]) -> list[Figure]:
    """How near the API comes to the yardstick of the same database."""
    wanted = {"reports created, 8 at once, a second": "ours", "inserts, 8 at once, a second": "bare"}
    found = {(wanted[one.name], one.database): one for one in figures if one.name in wanted}
    return [
        Figure(ours.about, SHARE, round(ours.value / found["bare", kind].value * 100, 1), "%", kind, least=50)
        for (whose, kind), ours in found.items()
        if whose == "ours" and ("bare", kind) in found
    ]


def machine_words(machine: dict[str, str]) -> str:
    """What it was measured on."""
    return "\n".join(f"- {name}: {value}" for name, value in machine.items()) + "\n"


def tables(figures: Iterable[Figure]) -> list[str]:
    """A table per subject, the databases side by side."""
    found: dict[str, dict[str, dict[str, Figure]]] = {}
    for one in figures:
        found.setdefault(one.about, {}).setdefault(one.name, {})[one.database] = one
    return [_table(about, rows) for about, rows in found.items()]


def _table(about: str, rows: dict[str, dict[str, Figure]]) -> str:
    used = [name for name in ("", *DATABASES) if any(name in row for row in rows.values())]
    heads = [TITLES.get(name, "Measured") for name in used]
    lines = [f"## {about}\n", f"| | {' | '.join(heads)} | target |", "|---|" + "---:|" * len(used) + "---|"]
    notes: list[str] = []
    for name, row in rows.items():
        any_one = next(iter(row.values()))
        cells = [shown(row[database]) if database in row else "–" for database in used]
        lines.append(f"| {name} ({any_one.unit}) | {' | '.join(cells)} | {target_words(any_one)} |")
        notes += [
            f"{name}, {TITLES.get(one.database, 'all')}: {one.note}" for one in row.values() if one.note
        ]
    return "\n".join([*lines, "", *(f"- {note}" for note in notes), ""])


def shown(figure: Figure) -> str:
    """The number with as many digits as it deserves, and a mark when it misses its target."""
    value = figure.value
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2
    mark = {True: " ✓", False: " **✗**", None: ""}[figure.is_met]
    return f"{value:,.{digits}f}{mark}"


def target_words(figure: Figure) -> str:
    """The target as people say it."""
    if figure.least is not None:
        return f"at least {figure.least:g}"
    return "" if figure.most is None else f"at most {figure.most:g}"


def plan_text(plan: dict[str, str]) -> str:
    """One plan of one database."""
    title = f"**{plan['what']}** ({TITLES[plan['database']]})"
    return f"{title}\n\n```\n{plan['plan']}\n```\n"


def read(text: str) -> tuple[list[Figure], list[dict[str, str]]]:
    """Figures and plans out of the lines of a measuring process."""
    figures, plans = [], []
    for line in text.splitlines():
        told: dict[str, Any] = json.loads(line)
        if "plan" in told:
            plans.append(told)
        else:
            figures.append(Figure(**told))
    return figures, plans
