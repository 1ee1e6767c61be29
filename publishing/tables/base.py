"""Give every table its base and its column types; it holds no table.

The same rows live in SQLite and in PostgreSQL: instants are aware UTC whichever
keeps them, and JSON is kept as the canonical text that is hashed and signed.
"""

import enum
import json
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

from programme.canonical import canonical_bytes

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that a migration can speak of them."""


class UtcDateTime(TypeDecorator[datetime]):
    """Keep an aware instant; it comes back as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the instant as the database keeps it.

        Raises:
            ValueError: The instant does not say its zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "an instant must be aware"
            raise ValueError(msg)
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the aware UTC instant of what the database kept."""
        del dialect
        if value is None:
            return None
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """Keep a JSON value as its canonical text: the same value, the same bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - any JSON value
        """Return the canonical text of a value."""
        del dialect
        return None if value is None else canonical_bytes(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - any JSON value
        """Return the value of a text."""
        del dialect
        return None if value is None else json.loads(value)


class Base(DeclarativeBase):
    """Be the base of every table."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as it stands
        datetime: UtcDateTime,
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


Name = Annotated[str, mapped_column(String(80))]
"""An identifier that programs use."""

Digest = Annotated[str, mapped_column(String(64))]
"""A SHA-256 as 64 hexadecimal digits."""

Line = Annotated[str, mapped_column(String(400))]
"""One line that people wrote."""

JsonValue = Annotated[Any, mapped_column(Json)]
"""A JSON value; whoever reads it validates it."""
