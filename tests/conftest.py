"""Give each kind of test its time-out; hold no fixture of any half."""

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

TIMEOUT_SECONDS = {"journey": 120, "fault": 180}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the time-out of journeys and faults that name none themselves."""
    for item in items:
        if item.get_closest_marker("timeout") is not None:
            continue
        limits = [
            seconds
            for name, seconds in TIMEOUT_SECONDS.items()
            if item.get_closest_marker(name) is not None
        ]
        if limits:
            item.add_marker(pytest.mark.timeout(max(limits)))
