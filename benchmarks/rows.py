"""Put many rows into a benchmark's database at once; it measures nothing."""

from datetime import datetime
from typing import Any

from sqlalchemy import Date, Enum, Integer, LargeBinary, insert
from sqlalchemy.orm import Session

from publishing.tables.base import Base, Json, UtcDateTime


def add(
    session: Session, table: type[Base], rows: list[dict[str, Any]], *, now: datetime
) -> None:
    """Insert rows; what they do not say gets a plain value that nobody reads."""
    if rows:
        plain = _plain(table, now)
        session.execute(insert(table), [plain | row for row in rows])


def _plain(table: type[Base], now: datetime) -> dict[str, Any]:
    """Return a value for every column that must have one."""
    return {
        column.name: None if column.nullable else _value(column.type, now)
        for column in table.__table__.columns
        if not column.primary_key and not column.foreign_keys
    }


def _value(kind: object, now: datetime) -> object:
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class or ()))
    values: tuple[tuple[type[object], object], ...] = (
        (Json, []),
        (Integer, 0),
        (LargeBinary, b""),
        (Date, now.date()),
        (UtcDateTime, now),
    )
    return next((value for known, value in values if isinstance(kind, known)), "")
