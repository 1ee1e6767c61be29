"""Prove that a name that a drafter had typed in stays on file, and clears nothing."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Integer, LargeBinary, MetaData, Table, text

from publishing.database import open_database
from publishing.desk.secrecy import SecrecyView, standing
from publishing.migrations import upgrade
from publishing.tables.secrecy import SecrecyResult

DIGEST = "a" * 64
AT = "2026-11-20 04:00:00.000000"


def _insert(connection: Connection, name: str, **values: object) -> None:
    """Insert a row as the schema of that time wants it, what is not said left bare."""
    table = Table(name, MetaData(), autoload_with=connection)
    bare: dict[str, Any] = {
        column.name: _bare(column.type)
        for column in table.columns
        if not column.nullable and column.server_default is None
    }
    row = {**bare, **values}
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({marks})"), row)  # noqa: S608 - names of our own schema


def _bare(kind: object) -> object:
    if isinstance(kind, Integer):
        return 1
    if isinstance(kind, LargeBinary):
        return b"{}"
    return "2026-11-20" if isinstance(kind, Date) else AT


def test_what_drafters_had_typed_in_is_carried_over_and_clears_nothing(
    tmp_path: Path,
) -> None:
    """REQ-19."""
    database = open_database(tmp_path / "old.sqlite3")
    upgrade(database, revision="0009")
    with database.writing_connection() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        _insert(connection, "unit", id="q", parent_id=None)
        _insert(connection, "staff", id="s")
        _insert(connection, "disclosure", id="d", unit_id="q")
        _insert(connection, "manifest", sha256=DIGEST, disclosure_id="d")
        for draft, manifest in (("v1", DIGEST), ("v2", None)):
            _insert(
                connection,
                "draft",
                id=draft,
                disclosure_id="d",
                unit_id="q",
                drafter_id="s",
                manifest_sha256=manifest,
                submitted_at=AT,
                secrecy_cleared_by="保密员甲",
                secrecy_basis="不涉密",
            )

    upgrade(database, revision="0010")

    with database.writing_connection() as connection:
        query = (
            "SELECT draft_id, reviewer_id, reviewer_name, result, basis, concluded_at"
            " FROM secrecy_review"
        )
        rows = [tuple(row) for row in connection.execute(text(query))]
    database.close()
    assert rows == [("v1", None, "保密员甲", "may", "不涉密", AT)]
    carried = SecrecyView(
        reviewer=rows[0][1],
        name=rows[0][2],
        manifest_sha256=DIGEST,
        result=SecrecyResult(rows[0][3]),
        basis=rows[0][4],
        withheld="",
        remark="",
        concluded_at=rows[0][5],
    )
    assert standing((carried,), DIGEST) is None
