"""Draws the pages of docs/reference/ that follow from tables in the code, so that they cannot lag behind.

`python -m tools.diagrams` writes them; the architecture tests compare.
"""

from pathlib import Path

from samenop.core.incidents.steps import STATUSES, STEPS, Step

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTICE = "<!-- Drawn by `make diagrams` from src/samenop/core/incidents/steps.py; change it there. -->"
WHO = {"involved": "an involved organisation", "holder": "the holder", "offered": "who it is offered to"}


def in_order(statuses: frozenset[str]) -> list[str]:
    """As an incident passes through them."""
    return [status for status in STATUSES if status in statuses]


def moves() -> dict[tuple[str, str], list[str]]:
    """For each change of status the steps that bring it about."""
    found: dict[tuple[str, str], list[str]] = {}
    for step in STEPS.values():
        for before, after in step.moves:
            found.setdefault((before, after), []).append(step.name)
    return dict(sorted(found.items(), key=lambda item: tuple(map(STATUSES.index, item[0]))))


def state_diagram() -> str:
    """The statuses and what moves between them, in Mermaid; a status nothing leads out of is an end."""
    arrows = moves()
    left = {before for before, _ in arrows}
    lines = [f"    [*] --> {STATUSES[0]}"]
    lines += [f"    {before} --> {after}: {', '.join(names)}" for (before, after), names in arrows.items()]
    lines += [f"    {status} --> [*]" for status in STATUSES if status not in left]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def row(step: Step) -> str:
    """One step as a line of the table."""
    return f"| `{step.name}` | `{step.permission}` | {WHO[step.who]} | {', '.join(in_order(step.possible))} |"


def incident_steps() -> str:
    """The whole page about the states and steps of an incident."""
    return "\n".join(
        [
            NOTICE,
            "",
            "# States and steps of an incident",
            "",
            "An arrow is a step that changes the status; every other step leaves it as it is.",
            "",
            state_diagram(),
            "",
            "| step | permission | by | possible when |",
            "|---|---|---|---|",
            *(row(step) for step in STEPS.values()),
            "",
        ]
    )


def pages() -> dict[Path, str]:
    """Every drawn page with what it must say."""
    return {REFERENCE / "incident-steps.md": incident_steps()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
