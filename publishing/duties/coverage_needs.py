"""Note every quarter of an hour what coverage needs of people, so that pages are quick.

What is noted is read by the duties; the board itself is always worked out anew.
"""

from datetime import datetime, tzinfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.inspection.coverage_board import CoverageBoard
from publishing.inspection.coverage_rows import CoverageRow, CoverageTable, Need
from publishing.tables.coverage import CoverageNeed
from publishing.tables.units import UnitRow

QUARTER = 15
NOTED = (Need.TODAY, Need.DECIDE, Need.UNCERTAIN)


class CoverageNeeds:
    """Be asked at each tick."""

    def __init__(
        self,
        *,
        database: Database,
        board: CoverageBoard,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._database = database
        self._board = board
        self._clock = clock
        self._zone = zone
        self._noted: tuple[object, ...] = ()

    def tick(self) -> None:
        """Note the needs, once a quarter of an hour."""
        now = self._clock.now()
        local = now.astimezone(self._zone)
        quarter = (local.date(), local.hour, local.minute // QUARTER)
        if quarter == self._noted:
            return
        with self._database.reading() as session:
            units = frozenset(session.scalars(select(UnitRow.id)))
            table = self._board.of_units(session, units)
        with self._database.session() as session:
            _note(session, table, now)
        self._noted = quarter


def _note(session: Session, table: CoverageTable, now: datetime) -> None:
    session.execute(delete(CoverageNeed))
    session.add_all(
        CoverageNeed(
            disclosure_id=row.disclosure,
            unit_id=row.unit,
            need=row.need.value,
            words=_words(row),
            noted_at=now,
        )
        for row in table.rows
        if row.need in NOTED
    )


def _words(row: CoverageRow) -> str:
    if row.need is Need.TODAY:
        risk = row.risks[0]
        if risk.no_device:
            return f"{risk.name}没有在用的终端，今天放不了"
        return f"{risk.name}今天放了 {risk.exposures} 次，要 {risk.least} 次"
    if row.need is Need.DECIDE:
        return f"{row.short[0].words}印好的截止日不动，要不要补公示"
    return "终端的钟不准，那天算不算"
