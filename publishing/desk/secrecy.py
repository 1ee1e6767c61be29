"""Decide whether a secrecy review clears a manifest; pure (REQ-19).

The program prompts and the named person concludes: nothing here concludes anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints, field_validator

from programme.blocks import Block, Figure, PageImageBlock
from programme.document import Document, Sha256
from publishing.desk.text import clean_line
from publishing.errors import Refused
from publishing.tables.secrecy import SecrecyResult

_CLEARING = frozenset({SecrecyResult.MAY, SecrecyResult.IN_PART})
Told = Annotated[str, StringConstraints(max_length=400)]


class Conclusion(Document):
    """Be what a secrecy reviewer concludes over one manifest."""

    manifest_sha256: Sha256
    result: SecrecyResult
    basis: Annotated[str, StringConstraints(min_length=2, max_length=400)]
    withheld: Told = ""
    """What is masked or was taken out; asked for where only a part is disclosed."""
    remark: Told = ""
    pictures_read: bool = False
    """Whether every picture was looked at for marks, which no program can read."""

    @field_validator("basis", "withheld", "remark", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return clean_line(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyView:
    """Be one record of a secrecy review."""

    reviewer: str | None
    """None: carried over from a name that a drafter had written in."""
    name: str
    manifest_sha256: str
    result: SecrecyResult
    basis: str
    withheld: str
    remark: str
    concluded_at: datetime
    pictures_read: bool = False
    """Whether the reviewer said that every picture was looked at."""


class NotCleared(Refused):
    """Say why something may not be signed for publication yet."""

    def __init__(self, why: str, *, act: str = "批准") -> None:
        super().__init__(f"现在不能{act}：{why}", code="secrecy_review")


def check_conclusion(conclusion: Conclusion) -> None:
    """Return only if a conclusion says all that it must say.

    Raises:
        Refused: A part is disclosed, and it is not said what is left out.
    """
    if conclusion.result is SecrecyResult.IN_PART and not conclusion.withheld:
        message = "结论是部分公开，请写明遮住或去掉了哪些部分。"
        raise Refused(message, code="withheld_missing")
    if conclusion.result is not SecrecyResult.IN_PART and conclusion.withheld:
        message = "结论不是部分公开，“遮住或去掉的部分”请空着，或把结论改成部分公开。"
        raise Refused(message, code="withheld_unasked")


def check_pictures_read(conclusion: Conclusion, blocks: Iterable[Block]) -> None:
    """Return only if who clears something with pictures has looked at each.

    Raises:
        Refused: There are pictures, and nobody says so.
    """
    if conclusion.result not in _CLEARING or conclusion.pictures_read:
        return
    if has_pictures(blocks):
        message = (
            "这一件有图片，图片里的密级标志机器看不出。"
            "请逐张放大看一遍，勾上“图片都看过了”，再写结论。"
        )
        raise Refused(message, code="pictures_unread")


def has_pictures(blocks: Iterable[Block]) -> bool:
    """Say whether there is anything that no program can read."""
    return any(isinstance(block, Figure | PageImageBlock) for block in blocks)


def standing(
    records: Iterable[SecrecyView], manifest: str | None
) -> SecrecyView | None:
    """Return the conclusion that stands over a manifest: the last by an account.

    An edit that changes the manifest leaves it with none.
    """
    found = [
        one
        for one in records
        if one.reviewer is not None and one.manifest_sha256 == manifest
    ]
    return found[-1] if found else None


def is_settled(records: Iterable[SecrecyView], manifest: str | None) -> bool:
    """Say whether nobody has to conclude any more; what is referred still waits."""
    last = standing(records, manifest)
    return last is not None and last.result is not SecrecyResult.REFER


def is_cleared(records: Iterable[SecrecyView], manifest: str | None) -> bool:
    """Say whether a manifest may be disclosed, whole or in part."""
    last = standing(records, manifest)
    return last is not None and last.result in _CLEARING


def check_cleared(
    records: Iterable[SecrecyView],
    manifest: str | None,
    *,
    what: str = "这一版",
    act: str = "批准",
    else_do: str = "请退回起草人。",
) -> None:
    """Return only if exactly this manifest may be disclosed, whole or in part.

    Args:
        records: What was concluded, of this manifest and of earlier ones.
        manifest: Its digest.
        what: How the text is called in the words of the refusal.
        act: What waits for the review.
        else_do: What to do where the text may not be disclosed.

    Raises:
        NotCleared: Nobody has reviewed it, or the conclusion is another.
    """
    last = standing(records, manifest)
    if last is None:
        why = f"{what}还没有做保密审查。请保密审查员先审，再来{act}。"
        raise NotCleared(why, act=act)
    if last.result not in _CLEARING:
        told = {
            SecrecyResult.MAY_NOT: f"结论是不得公开。{else_do}",
            SecrecyResult.REFER: "要先报保密部门确定。有了答复，请保密审查员再写结论。",
        }[last.result]
        raise NotCleared(f"{last.name}做了保密审查，{told}", act=act)
