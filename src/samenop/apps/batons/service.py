"""The front door of promises and clocks."""

from samenop.apps.batons.actions import (
    NewSubject,
    break_promises,
    keep_promise,
    let_clocks_speak,
    make_promise,
    run_clocks,
    start_clocks,
    stop_all_clocks,
)
from samenop.apps.batons.queries import (
    ClockNow,
    all_clocks,
    open_promises,
    promises_on,
    promises_waiting,
    running_clocks,
)

__all__ = [
    "ClockNow",
    "NewSubject",
    "all_clocks",
    "break_promises",
    "keep_promise",
    "let_clocks_speak",
    "make_promise",
    "open_promises",
    "promises_on",
    "promises_waiting",
    "run_clocks",
    "running_clocks",
    "start_clocks",
    "stop_all_clocks",
]
