"""Hold docs/accessibility.md to the tests that it names and the keys that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"\b((?:tests/[\w/]+/)?test_\w+\.py)(?:::(\w+))?", PAGE)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_every_test_that_the_page_names_is_there(file: str, test: str) -> None:
    named = ROOT / (file if "/" in file else f"tests/journeys/{file}")

    text = named.read_text("utf-8")

    assert not test or f"def {test}(" in text


def test_the_page_names_every_key_of_the_keypad() -> None:
    script = (ROOT / "kiosk" / "static" / "keypad.js").read_text("utf-8")
    acts = script[script.index("const ACTS") : script.index("};")]
    marks = {"Enter": "Enter", "Decimal": ".", "Add": "+", "Subtract": "−"}

    keys = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| ")]

    for code in re.findall(r"Numpad(\w+):", acts):
        wanted = marks.get(code, code)
        assert any(wanted in re.split(r"[ ,]+", key) for key in keys), code
