"""The page of the manual with what was measured last: `docs/reference/benchmarks.md`."""

from pathlib import Path

from benchmarks.results import SUMMARY, TITLES, Figure, Run, machine_words, shown, tables, target_words

HEAD = """# What it costs

Measured on {day}; every number stands in `benchmarks/results`. A number is only
worth something beside the machine it was measured on:

{machine}
The driver that asks, the steps that are taken and the database ran on the same cores as the server, so the
server had less than all of them. ✓ reaches its target, **✗** does not. `benchmarks/README.md` says how each
is measured and how to run one by itself, `benchmarks/WHY.md` where it falls short and why.

"""


def write_summary(run: Run) -> Path:
    """Targets first, then everything else."""
    aimed = [one for one in run.figures if one.is_met is not None]
    parts = [
        HEAD.format(day=f"{run.at:%Y-%m-%d}", machine=machine_words(run.machine)),
        "## Targets\n",
        _targets(aimed),
        *tables(run.figures),
    ]
    SUMMARY.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")
    return SUMMARY


def _targets(figures: list[Figure]) -> str:
    rows: dict[tuple[str, str], dict[str, Figure]] = {}
    for one in figures:
        rows.setdefault((one.about, one.name), {})[one.database] = one
    lines = ["| | target | SQLite | PostgreSQL |", "|---|---|---:|---:|"]
    for (about, name), row in rows.items():
        first = next(iter(row.values()))
        cells = [shown(row[kind]) if kind in row else "–" for kind in TITLES]
        lines.append(f"| {about}: {name} ({first.unit}) | {target_words(first)} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
