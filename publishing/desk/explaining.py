"""Put what changed, and why, into the version that people sign (REQ-13); pure.

A reader of a new version meets the explanation first, with those of the versions
before it; what may be left out is not decided here.
"""

from collections.abc import Sequence

from programme.blocks import Heading, ListBlock, Revision
from publishing.errors import Refused

HEADING = "变更说明"


def explained(revision: Revision, notes: Sequence[str]) -> Revision:
    """Return a revision that begins with what changed; a first version stays as it is.

    Args:
        revision: What the version says.
        notes: Why each version after the first was made, oldest first.
    """
    told = [
        f"第 {number} 版：{' '.join(note.split())}"
        for number, note in enumerate(notes, start=2)
        if note.strip()
    ]
    if not told:
        return revision
    entries = ListBlock(ordered=False, entries=tuple(reversed(told)))
    head = (Heading(level=2, text=HEADING), entries)
    return revision.model_copy(update={"blocks": (*head, *revision.blocks)})


def check_explained(note: str, *, is_change: bool) -> None:
    """Return only if a new version says what changed and why.

    Raises:
        Refused: It does not.
    """
    if is_change and not note.strip():
        message = (
            "还不能提交：新版本要写“改了什么、为什么改”，它和新版本一起签发、一起公开。"
        )
        raise Refused(message, code="change_unexplained")
