import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import publishing.admin
from publishing.admin.frame import WAYS

NAMES = {"icon", "icon_name"}


def _named(tree: ast.AST) -> Iterator[str]:
    """Yield every icon that a module names in a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            told = [one.value for one in node.keywords if one.arg in NAMES]
            if isinstance(node.func, ast.Name) and node.func.id == "icon":
                told += node.args[:1]
            for value in told:
                if isinstance(value, ast.Constant) and value.value:
                    yield str(value.value)


def test_every_icon_of_the_staffs_pages_is_one_of_the_looks_own_cut() -> None:
    cut = set((files("look") / "icons.txt").read_text().split())
    folder = Path(publishing.admin.__file__).parent
    named = {
        icon
        for module in folder.rglob("*.py")
        for icon in _named(ast.parse(module.read_text(encoding="utf-8")))
    }

    assert len(named) > 20
    assert named - cut == set()
    assert {icon for *_, icon in WAYS} - cut == set()
