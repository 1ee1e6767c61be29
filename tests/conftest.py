"""Give each kind of test its time-out; hold no fixture of any half."""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.fakes.measured import measured_at_first
from tests.fakes.patience import within

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

TIMEOUT_SECONDS = {
    "journey": int(os.environ.get("MINGBAI_JOURNEY_TIMEOUT_S", "120")),
    "fault": int(os.environ.get("MINGBAI_FAULT_TIMEOUT_S", "180")),
}
"""Longer where `script/faults` runs a row at its full size."""

FOLDERS = {
    "journey": ("tests/journeys/",),
    "fault": (
        "tests/faults/",
        "tests/publishing/release/",
        "tests/publishing/evidence/",
    ),
}
"""Where `script/test` looks for them: it reads no other folder for these stages."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Set each test's time-out: its own, that of its kind, or that of all units.

    Time-outs are those of the machine that was measured, and end what hangs. A slower
    machine has more patience, so that none ends what is only slow there.

    Raises:
        UsageError: One lies where its stage would not find it.
    """
    for item in items:
        _check_folder(item)
        own = item.get_closest_marker("timeout")
        limits = [
            seconds
            for name, seconds in TIMEOUT_SECONDS.items()
            if item.get_closest_marker(name) is not None
        ]
        usual = max(limits, default=int(config.getini("timeout")))
        # What a journey needs is begun once for many: it is not the journey's time.
        shared = item.get_closest_marker("journey") is not None
        seconds = round(within(own.args[0] if own else usual))
        item.add_marker(
            pytest.mark.timeout(seconds, func_only=shared and own is None),
            append=False,
        )


def pytest_collection_finish() -> None:
    """Look for garbage less often than a small program does.

    A thousand modules stay until the end, and a test makes many small things: to look
    for circles among them at every seven hundredth took a twentieth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Measure the first times only how what tests begin with comes about."""
    param = repr(getattr(request, "param", None))
    with measured_at_first(fixturedef.baseid, fixturedef.argname, param):
        return (yield)


def _check_folder(item: pytest.Item) -> None:
    for mark, folders in FOLDERS.items():
        if item.get_closest_marker(mark) is None or item.nodeid.startswith(folders):
            continue
        message = f"{item.nodeid} is marked {mark} and lies in none of {folders}"
        raise pytest.UsageError(message)
