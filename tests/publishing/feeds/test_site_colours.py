import re
from pathlib import Path

LOOK, SITE = Path("look/tokens.css"), Path("publishing/feeds/site.css")
BOARD = re.compile(r'\[data-board="(\w+)"\] \{(.*?)\}', re.DOTALL)
NAMED = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")


def told(style: Path) -> dict[str, str]:
    """Return the colours of every page of a style sheet, and those of each board."""
    text = style.read_text(encoding="utf-8")
    root = text[text.index(":root {") : text.index("[data-board")]
    found = {name: value for name, value in NAMED.findall(root) if "board" not in name}
    for board, colours in BOARD.findall(text):
        found |= {f"{board} {name}": value for name, value in NAMED.findall(colours)}
    return found


def test_the_public_pages_are_in_the_colours_of_all_others() -> None:
    look, site = told(LOOK), told(SITE)

    assert len(site) >= 15
    assert {name: look.get(name) for name in site} == site
