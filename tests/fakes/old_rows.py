"""Put a row into each table of a schema of any time; it knows no model."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    literal,
    select,
)

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
_VALUES: tuple[tuple[type[Any], object], ...] = (
    (Boolean, True),
    (Integer, 1),
    (LargeBinary, b"{}"),
    (DateTime, AT),
    (Date, DAY),
    (Text, "[]"),
)


def fill(connection: Connection, *, but: frozenset[str]) -> frozenset[str]:
    """Insert one row into each table that is not named, and return all their names."""
    names = frozenset(inspect(connection).get_table_names())
    if names <= but:
        # Asked for none, SQLAlchemy reflects all.
        return names
    found = MetaData()
    found.reflect(connection, only=sorted(names - but))
    for table in found.sorted_tables:
        if table.name not in but and _is_empty(connection, table):
            row = {
                column.name: _value(connection, column)
                for column in table.columns
                if not _fills_itself(connection, column)
            }
            connection.execute(insert(table).values(row))
    return names


def _is_empty(connection: Connection, table: Table) -> bool:
    """Say whether a migration has brought no rows of older tables here."""
    return connection.execute(select(literal(1)).select_from(table)).first() is None


def _value(connection: Connection, column: Column[Any]) -> object:
    for key in column.foreign_keys:
        if key.column.table is not column.table:
            return connection.scalar(select(key.column).limit(1))
    if column.nullable:
        return None
    for kind, value in _VALUES:
        if isinstance(column.type, kind):
            return value
    return "1"


def _fills_itself(connection: Connection, column: Column[Any]) -> bool:
    """Say whether the database has a value of its own for a column."""
    if connection.dialect.name == "sqlite":
        return column is column.table.autoincrement_column
    return column.server_default is not None
