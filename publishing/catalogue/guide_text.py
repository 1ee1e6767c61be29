"""Write a guide's lists as lines of text that people edit, and read them again; pure.

A paper is one line, its parts apart by a bar: 身份证 | 原件 1 | 复印件 2 | 备注, with
「不一定要」 as a part of its own where it is not always needed.
"""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from directory.model import Material
from publishing.errors import Refused

OPTIONAL = "不一定要"
_COUNT = re.compile(r"^(原件|复印件)\s*(\d{1,2})\s*份?$")
_BAR = re.compile(r"[|｜]")


def material_line(material: Material) -> str:
    """Return a paper as one line."""
    parts = [material.name]
    if material.originals:
        parts.append(f"原件 {material.originals}")
    if material.copies:
        parts.append(f"复印件 {material.copies}")
    if not material.required:
        parts.append(OPTIONAL)
    if material.note:
        parts.append(material.note.replace("\n", " "))
    return " | ".join(parts)


def read_materials(text: str) -> tuple[Material, ...]:
    """Return the papers of a text, one a line.

    Raises:
        Refused: A line cannot be read; every such line is named.
    """
    found, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_material(line))
        except (ValidationError, ValueError):
            faults.append(f"“带什么”第 {number} 行看不懂：{line.strip()[:40]}。")
    if faults:
        how = "请写成：身份证 | 原件 1 | 复印件 2 | 备注。"
        raise Refused("".join(faults) + how, code="form")
    return tuple(found)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def joined(lines: Iterable[str]) -> str:
    """Return lines as one text."""
    return "\n".join(lines)


def _material(line: str) -> Material:
    name, *parts = (part.strip() for part in _BAR.split(line))
    counts = {"原件": 0, "复印件": 0}
    notes = []
    required = True
    for part in filter(None, parts):
        count = _COUNT.match(part)
        if count:
            counts[count[1]] = int(count[2])
        elif part == OPTIONAL:
            required = False
        else:
            notes.append(part)
    return Material(
        name=name,
        originals=counts["原件"],
        copies=counts["复印件"],
        note="；".join(notes),
        required=required,
    )
