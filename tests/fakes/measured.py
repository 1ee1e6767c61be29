"""Leave what tests do again and again out of the coverage that is measured.

To trace code takes a third of the units' time, and much of it goes to how a county, a
kiosk or a device comes about once more before each test. The first times are measured:
less is counted than is run, and what reaches a threshold reaches it all the more.
"""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

FIRST_TIMES = 3
"""How often the same is measured in each process."""
_CHILDREN = "COVERAGE_PROCESS_CONFIG"
"""By this variable a program that is started is measured as well."""

_seen: Counter[Hashable] = Counter()

P = ParamSpec("P")
Result = TypeVar("Result")


@contextmanager
def measured_at_first(*what: Hashable) -> Iterator[None]:
    """Let a block be measured the first times that the same is done."""
    _seen[what] += 1
    if _seen[what] <= FIRST_TIMES:
        yield
    else:
        with unmeasured():
            yield


def arranging(act: Callable[P, Result]) -> Callable[P, Result]:
    """Let what arranges something for tests be measured the first times only.

    Other names of arguments are another arrangement.
    """

    @wraps(act)
    def done(*args: P.args, **changed: P.kwargs) -> Result:
        with measured_at_first(act.__qualname__, *sorted(changed)):
            return act(*args, **changed)

    return done


@contextmanager
def unmeasured() -> Iterator[None]:
    """Let nothing in a block be measured, nor threads and programs that it starts."""
    ours, threads = sys.gettrace(), threading.gettrace()
    children = os.environ.pop(_CHILDREN, None)
    threading.settrace(None)
    sys.settrace(None)
    try:
        yield
    finally:
        if children is not None:
            os.environ[_CHILDREN] = children
        threading.settrace(threads)
        sys.settrace(ours)
        _be_called()


def _be_called() -> None:
    """Be the call at which a tracer in C takes over again."""
