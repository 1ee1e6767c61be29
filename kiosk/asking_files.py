"""Read item lists and question lists, write answers; answer nothing."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

MOST_BYTES = 50_000_000
FileT = TypeVar("FileT", bound=BaseModel)


class Fault(StrEnum):
    """Say what is wrong with what was given."""

    UNREADABLE = "读不了"
    UNWRITABLE = "写不了"
    TOO_LARGE = "太大了"
    MALFORMED = "格式不对"
    MIXED = "要么写一句问话，要么同时给出 --services、--queries 和 --out"


class AskingRefused(Exception):
    """Say why a question or a file of them cannot be taken."""

    code = "asking_refused"

    def __init__(self, fault: Fault, name: str = "") -> None:
        self.fault = fault
        self.name = name
        super().__init__(f"不能查：{f'{name} ' if name else ''}{fault}。请改好再试。")


class ListedItem(BaseModel):
    """Be an item of a list: it may have no more than a name and an office."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    department: str = ""
    main_item: str | None = None
    plain_name: str = ""
    phrases: tuple[str, ...] = ()


class ListedQuery(BaseModel):
    """Be one question of a list."""

    model_config = ConfigDict(frozen=True)

    id: str
    query: str


class ItemList(BaseModel):
    """Be a file of items."""

    items: tuple[ListedItem, ...]


class QueryList(BaseModel):
    """Be a file of questions."""

    queries: tuple[ListedQuery, ...]


def read_items(path: Path) -> tuple[ListedItem, ...]:
    """Return the items of a file.

    Raises:
        AskingRefused: The file cannot be used.
    """
    return _read(path, ItemList).items


def read_queries(path: Path) -> tuple[ListedQuery, ...]:
    """Return the questions of a file.

    Raises:
        AskingRefused: The file cannot be used.
    """
    return _read(path, QueryList).queries


def write_answers(path: Path, answers: dict[str, Any]) -> None:
    """Write answers, whole or not at all.

    Raises:
        AskingRefused: The file cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        _replace(path, beside, json.dumps(answers, ensure_ascii=False, indent=1))
    except OSError as error:
        raise AskingRefused(Fault.UNWRITABLE, path.name) from error


def _replace(path: Path, beside: Path, text: str) -> None:
    try:
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _read(path: Path, kind: type[FileT]) -> FileT:
    """Return what a file holds.

    Raises:
        AskingRefused: Unreadable, too large, or of another form.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise AskingRefused(Fault.UNREADABLE, path.name) from error
    if len(data) > MOST_BYTES:
        raise AskingRefused(Fault.TOO_LARGE, path.name)
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise AskingRefused(Fault.MALFORMED, path.name) from error
