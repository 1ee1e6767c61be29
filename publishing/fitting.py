"""Refuse text that a column cannot keep as it is; it knows no table.

Forms say their own limits, in words of their own. This stands behind them all: SQLite
would keep what is too long, PostgreSQL would break the act off. So both say the same.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import String, inspect
from sqlalchemy.orm import Mapper, Session

from publishing.errors import Refused

_NOTHING = "\0"


class TextUnfit(Refused):
    """Say that some text is too long, or holds what is no character."""

    def __init__(self, *, length: int, limit: int | None) -> None:
        self.length = length
        self.limit = limit
        message = "有一处文字里有看不见的控制字符，存不下来。请重新输入，不要粘贴。"
        if limit is not None and length > limit:
            message = f"有一处文字太长：{length} 个字，最多 {limit} 个字。请写短一些。"
        super().__init__(message, code="text_unfit")


def refuse_unfit(session: Session, *_: object) -> None:
    """Return only if every text that is about to be written can be kept.

    Raises:
        TextUnfit: One cannot.
    """
    for row in (*session.new, *session.dirty):
        limits = _limits(inspect(row).mapper)
        for name, value in vars(row).items():
            if name in limits and isinstance(value, str):
                _check(value, limits[name])


def _check(text: str, limit: int | None) -> None:
    if _NOTHING in text or (limit is not None and len(text) > limit):
        raise TextUnfit(length=len(text), limit=limit)


@cache
def _limits(mapper: Mapper[Any]) -> Mapping[str, int | None]:
    """Return the columns of text by their attribute, each with its most characters."""
    return {
        attribute.key: attribute.columns[0].type.length
        for attribute in mapper.column_attrs
        if isinstance(attribute.columns[0].type, String)
    }
