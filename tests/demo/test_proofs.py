"""The demo county proves what it showed longest."""

from typing import Any

import pytest

from demo.proofs import longest_hung


def row(name: str, *, counted: int = 0, short: int = 0) -> dict[str, Any]:
    return {
        "disclosure": name,
        "register_number": f"柳坞村 {name}",
        "counted": counted,
        "short": [{}] * short,
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([row("b"), row("a")], "a"),
        ([row("a", counted=1), row("b", counted=1, short=1)], "b"),
        ([row("a", counted=3), row("b", short=2)], "a"),
    ],
)
def test_what_has_most_days_behind_it_is_certified(
    rows: list[dict[str, Any]], expected: str | None
) -> None:
    assert longest_hung(rows) == expected
