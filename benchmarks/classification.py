"""How much danger the classification hears in reports as people say them, how often in vain, and how fast.

python benchmarks/classification.py [-v]      -v also prints every report that was heard wrongly
"""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from samenop.catalogues.classification_catalogue import classification
from samenop.core.incidents.classification import ReportFacts, Urgency, propose_classification

CASES = Path(__file__).parents[1] / "tests" / "core" / "cases" / "danger.yaml"
AT_ONCE = frozenset({"urgent_police", "urgent_no_police"})


def reports(pile: dict[str, Any]) -> Iterator[tuple[str, ReportFacts]]:
    """Each report with the heading it stands under."""
    for heading, said in pile.items():
        for one in said:
            yield heading, ReportFacts(one["tekst"], reporter=one.get("melder", "citizen"))


def is_right(heading: str, urgency: Urgency) -> bool:
    """Whether the class fits the heading."""
    if heading == "politie_met_spoed":
        return urgency == "urgent_police"
    return (urgency in AT_ONCE) == (heading == "hulp_met_spoed")


def measure(name: str, pile: dict[str, Any], *, aloud: bool) -> None:
    """Prints recall (of the dangers, how many at once) and precision (of those at once, how many dangers)."""
    rules = classification().rulebook
    found = [
        (heading, report, propose_classification(report, rules).urgency) for heading, report in reports(pile)
    ]
    dangers = [urgency for heading, _, urgency in found if heading != "geen_spoed"]
    at_once = [heading for heading, _, urgency in found if urgency in AT_ONCE]
    heard = sum(urgency in AT_ONCE for urgency in dangers)
    wrong = [one for one in found if not is_right(one[0], one[2])]
    print(
        f"{name}: {len(found)} reports, {len(dangers)} dangers; recall {heard / len(dangers):.1%}, "
        f"precision {heard / max(len(at_once), 1):.1%}, the very class {1 - len(wrong) / len(found):.1%}"
    )
    if aloud:
        for heading, report, urgency in wrong:
            print(f"   {heading}, but {urgency}: {report.text}")


def median_time(pile: dict[str, Any], times: int = 5) -> float:
    """Milliseconds for one report, the middle of all."""
    rules = classification().rulebook
    taken = []
    for _ in range(times):
        for _, report in reports(pile):
            start = time.perf_counter()
            propose_classification(report, rules)
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Prints quality and speed."""
    piles = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for name, pile in piles.items():
        measure(name, pile, aloud="-v" in sys.argv)
    print(f"one report: median {median_time(piles['meldingen']):.2f} ms")


if __name__ == "__main__":
    main()
