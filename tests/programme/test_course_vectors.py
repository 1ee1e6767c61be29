"""Pin what is played when; the screen page is held to the same file (REQ-30, F31)."""

import json
from pathlib import Path

import pytest

from tests.fakes.courses import courses

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/course.json").read_text("utf-8")
)
MADE = courses()


@pytest.mark.parametrize("name", VECTORS)
def test_a_plan_is_played_as_it_always_was(name: str) -> None:
    assert MADE[name] == VECTORS[name]


def test_every_plan_has_its_vector() -> None:
    assert MADE.keys() == VECTORS.keys()
