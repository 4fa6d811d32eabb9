"""How well and how fast the situation suggestion works: on fragments kept apart, and on examples left out in turn.

python benchmarks/suggestion.py [FILE.yaml]      a list of {situation, text}; by default the tests' fragments
"""

import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import yaml

from samenop.catalogues.situations_catalogue import cues, kind_of, situation_model, situations
from samenop.core.situations import SituationModel, build_model, suggest

FRAGMENTS = Path(__file__).parents[1] / "tests" / "core" / "situations" / "fragments.yaml"
FOLDS = 10


def ranks(labelled: Iterable[tuple[str, str]], model: SituationModel) -> list[int]:
    """The place of the right situation for each (situation, text); 99 when it is not suggested at all."""
    found = []
    for situation, text in labelled:
        order = [suggestion.situation for suggestion in suggest(text, model, limit=len(model.kinds))]
        found.append(order.index(situation) + 1 if situation in order else 99)
    return found


def examples_left_out() -> list[int]:
    """Every example ranked by a model that was built without it and a tenth of the others."""
    kinds = [kind_of(situation) for situation in situations().values()]
    found: list[int] = []
    for fold in range(FOLDS):
        kept = [
            replace(kind, examples=tuple(text for i, text in enumerate(kind.examples) if i % FOLDS != fold))
            for kind in kinds
        ]
        held = [(kind.id, text) for kind in kinds for text in kind.examples[fold::FOLDS]]
        found += ranks(held, build_model(kept, cues()))
    return found


def report(name: str, found: list[int]) -> None:
    """One line: how many, right at once, right among the first three."""
    first, three = (sum(place <= limit for place in found) / len(found) for limit in (1, 3))
    print(f"{name}: {len(found)} texts, first {first:.1%}, among the first three {three:.1%}")


def main() -> None:
    """Prints quality and speed."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else FRAGMENTS
    labelled = [
        (item["situation"], item["text"]) for item in yaml.safe_load(source.read_text(encoding="utf-8"))
    ]
    start = time.perf_counter()
    model = situation_model()
    print(f"building the model: {time.perf_counter() - start:.2f} s")
    taken = []
    for _, text in labelled:
        start = time.perf_counter()
        suggest(text, model)
        taken.append((time.perf_counter() - start) * 1000)
    print(f"one text: median {statistics.median(taken):.1f} ms, longest {max(taken):.1f} ms")
    report(source.name, ranks(labelled, model))
    report(f"examples left out ({FOLDS} parts)", examples_left_out())


if __name__ == "__main__":
    main()
