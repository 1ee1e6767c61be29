"""Ask axe-core what on a page keeps somebody out, by the rules of WCAG 2.2 A and AA."""

from collections.abc import Iterator
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

_LEVELS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
"""What is only advice (`best-practice`) is not asked for."""
OPTIONS: Final = {
    "runOnly": {"type": "tag", "values": list(_LEVELS)},
    # axe leaves the one rule that is new in 2.2 out unless it is named.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


async def axe_violations(page: Page, state: str) -> list[str]:
    """Return each violation with its state, rule, element and help; empty: none.

    Args:
        page: As it stands.
        state: What a reader of the result calls it.
    """
    told = await Axe().run(page, options=OPTIONS)
    return [line for one in told.response["violations"] for line in _lines(one, state)]


def _lines(violation: dict[str, Any], state: str) -> Iterator[str]:
    for node in violation["nodes"]:
        element = " ".join(str(node["html"]).split())[:200]
        why = " ".join(str(node.get("failureSummary", "")).split())
        yield f"{state}: {violation['id']}: {element}: {violation['help']}. {why}"
