"""The situation suggestion: how long one text takes, and how often the right one is among the first three."""

import time
from pathlib import Path

import yaml

from benchmarks.child import Bench
from benchmarks.driving import percentile
from benchmarks.suggestion import FRAGMENTS, ranks
from samenop.catalogues.situations_catalogue import situation_model
from samenop.core.situations import suggest

ABOUT = "Situation suggestion"


def measure(bench: Bench) -> None:
    """On the fragments that the tests keep apart from the catalogue."""
    told = yaml.safe_load(Path(FRAGMENTS).read_text(encoding="utf-8"))
    labelled = [(item["situation"], item["text"]) for item in told]
    began = time.perf_counter()
    model = situation_model()
    bench.figure(ABOUT, "building the model", time.perf_counter() - began, "s")
    times = []
    for _, text in labelled:
        began = time.perf_counter()
        suggest(text, model)
        times.append(time.perf_counter() - began)
    bench.figure(ABOUT, "one text, median", percentile(times, 0.5) * 1000, "ms")
    bench.figure(ABOUT, "one text, longest", max(times) * 1000, "ms", most=20)
    found = ranks(labelled, model)
    among = sum(place <= 3 for place in found) / len(found) * 100
    bench.figure(ABOUT, f"right one among the first three of {len(found)} texts", among, "%", least=90)
