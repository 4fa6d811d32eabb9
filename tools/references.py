"""Draws the pages of docs/reference/ that follow from the catalogues and the roles.

`python -m tools.references` writes them; tests/architecture/test_references.py compares.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from samenop.catalogues.norms_catalogue import NamedNorm, norms
from samenop.catalogues.retention_catalogue import personal_fields
from samenop.catalogues.roles_catalogue import roles
from samenop.catalogues.sharing_catalogue import data_kinds, retention_classes, sharing_rules
from samenop.catalogues.situations_catalogue import situations
from samenop.core.clocks.norms import NormValue, Trigger
from samenop.core.incidents.steps import STEPS

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
EVENT = re.compile(r'"((?:[a-z]+_)*[a-z]+\.(?:[a-z]+_)*[a-z]+)"')
# How an entry is made in the source: as an event, as a simple step, as something a clock says.
WRITES = r'(?:Event\(|decide_simple\(\s*"[a-z_]+",|_due\(\w+, \w+\.\w+,)\s*'
NOTICE = "<!-- Drawn by `python -m tools.references` from {source}; change it there. -->"
RULE_HEADS = (
    "rule",
    "from",
    "to",
    "kinds of data",
    "when",
    "may",
    "can be said or asked",
    "ground",
    "ground is",
)
SITUATION_HEADS = (
    "situation",
    "English",
    "Dutch",
    "direction",
    "setting, timing",
    "meaning",
    "source",
    "source is",
)
OUTCOMES = {"permitted": "yes", "conditions": "yes, with conditions", "consent": "with consent", "not": "no"}


def page(title: str, source: str, *lines: str) -> str:
    """A page with its notice, its title and its lines."""
    return "\n".join([NOTICE.format(source=source), "", f"# {title}", "", *lines, ""])


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table in Markdown; a bar inside a cell is kept."""
    heads = list(heads)
    drawn = [heads, ["---"] * len(heads), *(list(row) for row in rows)]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in drawn]


def checked(verified: bool) -> str:
    """Whether somebody read it in the source."""
    return "read in the source" if verified else "**to be checked**"


def permissions_page() -> str:
    """Each permission with the steps it opens and the roles that carry it."""
    known = roles()
    verbs = sorted({verb for role in known.values() for verb in role.permissions})
    rows = [
        (
            f"`{verb}`",
            ", ".join(f"`{step.name}`" for step in STEPS.values() if step.permission == verb),
            ", ".join(name for name, role in known.items() if verb in role.permissions),
        )
        for verb in verbs
    ]
    people = [
        (f"`{name}`", role.name_en, role.name_nl, ", ".join(sorted(role.organisation_kinds)))
        for name, role in known.items()
    ]
    return page(
        "Roles and permissions",
        "src/samenop/catalogues/roles/roles.yaml and src/samenop/core/incidents/steps.py",
        "What no role carries, nobody may. A step asks more than its permission: see [the steps](incident-steps.md).",
        "",
        "## Roles",
        "",
        *table(("role", "English", "Dutch", "can be given in"), people),
        "",
        "## Permissions",
        "",
        *table(("permission", "steps of an incident", "roles"), rows),
    )


def norms_page() -> str:
    """Every norm with its number, since when, and how it climbs."""
    rows = [row for name, named in norms().items() for row in _norm_rows(name, named)]
    return page(
        "Norms",
        "src/samenop/catalogues/norms/",
        "A clock starts and stops by what happens. What is to be checked is a proposal until a region fixes it.",
        "",
        *table(
            (
                "norm",
                "English",
                "Dutch",
                "since",
                "asks",
                "climbs",
                "starts at",
                "stops at",
                "source",
                "number",
            ),
            rows,
        ),
    )


def _norm_rows(name: str, named: NamedNorm) -> Iterator[tuple[str, ...]]:
    norm = named.norm
    for since, value in sorted(norm.values.items()):
        climbs = ", ".join(f"{climb.level} after {climb.after_minutes} min" for climb in value.levels)
        yield (
            f"`{name}`",
            named.name.en,
            named.name.nl,
            since.isoformat(),
            _asks(value),
            climbs or "–",
            _triggers(norm.starts),
            _triggers(norm.stops),
            norm.source,
            checked(norm.verified),
        )


def _asks(value: NormValue) -> str:
    time = f"{value.minutes} min" if value.minutes else f"{value.months} month(s)" if value.months else ""
    share = f"in {value.share:.0%}" if value.share else ""
    warn = f"(warns {value.warn_minutes} min before)" if value.warn_minutes else ""
    return " ".join(part for part in (time, share, warn) if part)


def _triggers(triggers: Iterable[Trigger]) -> str:
    return ", ".join(f"`{trigger.event}`" for trigger in triggers)


def sharing_page() -> str:
    """Every rule of sharing, the kinds of data, and the terms."""
    rules = [
        (
            rule.id,
            ", ".join(sorted(rule.from_kinds)),
            ", ".join(sorted(rule.to_kinds)),
            ", ".join(sorted(rule.data_kinds)),
            ", ".join(sorted(rule.phases)),
            OUTCOMES[rule.outcome],
            rule.alternative_en,
            rule.ground,
            checked(rule.verified),
        )
        for rule in sharing_rules()
    ]
    kinds = [
        (f"`{name}`", kind.name.en, kind.name.nl, kind.nature, kind.retention)
        for name, kind in data_kinds().items()
    ]
    terms = [
        (
            f"`{name}`",
            term.name.en,
            term.name.nl,
            f"{term.years} years",
            term.starts,
            term.ground,
            checked(term.verified),
        )
        for name, term in retention_classes().items()
    ]
    return page(
        "Who may read what",
        "src/samenop/catalogues/sharing/ and retention/",
        "What no rule opens stays closed. The owner always reads its own. *live* = the incident is open, "
        "*after* = released or closed.",
        "",
        "## Rules",
        "",
        *table(RULE_HEADS, rules),
        "",
        "## Kinds of data",
        "",
        *table(("kind", "English", "Dutch", "nature", "kept as"), kinds),
        "",
        "## Terms",
        "",
        *table(("class", "English", "Dutch", "kept", "from when it is", "ground", "term is"), terms),
        "",
        "## Columns about a person",
        "",
        *table(("table", "column", "kept as"), _columns()),
    )


def _columns() -> Iterator[tuple[str, str, str]]:
    for name, columns in personal_fields().items():
        for column, term in columns.items():
            if term != "not_personal":
                yield f"`{name}`", f"`{column}`", term


def situations_page() -> str:
    """Every kind of joint situation."""
    rows = [
        (
            f"`{name}`",
            one.name.en,
            one.name.nl,
            one.direction,
            ", ".join(part for part in (one.setting, one.timing) if part) or "–",
            one.description.en,
            one.source,
            checked(one.verified),
        )
        for name, one in situations().items()
    ]
    return page(
        "Situations",
        "src/samenop/catalogues/situations/",
        "Each joint situation is one of these. The words that point to it stand in its own file.",
        "",
        *table(SITUATION_HEADS, rows),
    )


def event_types() -> dict[str, list[str]]:
    """Every type of entry that the code writes → the files that write it."""
    found: dict[str, list[str]] = {}
    package = ROOT / "src" / "samenop"
    for path in sorted(package.rglob("*.py")):
        writes = re.findall(WRITES + EVENT.pattern, path.read_text(encoding="utf-8"))
        for name in sorted(set(writes)):
            found.setdefault(name, []).append(str(path.relative_to(package)))
    return dict(sorted(found.items()))


def events_page() -> str:
    """Every type of entry of the ledger and where it is written."""
    rows = [(f"`{name}`", ", ".join(f"`{path}`" for path in paths)) for name, paths in event_types().items()]
    return page(
        "Entries of the ledger",
        "the code that writes them",
        "`data` holds references and stamps only; content stands in the dossier entry that it points to. Which "
        "keys a type has is read best in the function that makes it.",
        "",
        *table(("type", "written in"), rows),
    )


def pages() -> dict[Path, str]:
    """Every drawn page with what it must say."""
    return {
        REFERENCE / "permissions.md": permissions_page(),
        REFERENCE / "norms.md": norms_page(),
        REFERENCE / "sharing.md": sharing_page(),
        REFERENCE / "situations.md": situations_page(),
        REFERENCE / "events.md": events_page(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
