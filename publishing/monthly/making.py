"""Make a report in three steps: sign how far the log is, read, keep; it asks nobody.

Only the first and the last step write, and both are short: reading a month takes long
and holds up nobody. What a report says is never made again: the row stands.
"""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from programme.certificate import ReportBridge
from programme.checkpoint import open_checkpoint
from programme.document import to_millisecond
from programme.monthly_report import MonthlyReport, seal_report
from publishing.calendar.current import Calendars
from publishing.certificates.certificates import LogOffice
from publishing.certificates.sheet import Printer
from publishing.database import Database
from publishing.files import FileStore
from publishing.log.checkpoints import report_bridges
from publishing.monthly.figures import Gatherer
from publishing.monthly.printing import Paper, printed
from publishing.monthly.spans import ReportSpan
from publishing.oversight.journal import record
from publishing.tables.monthly import ReportCheckpoint, ReportFile
from publishing.tables.units import UnitRow

SYSTEM = "system"
_WHOLE = 7
"""Length of a whole month's name: 2026-11."""
_log = logging.getLogger(__name__)


class ReportMaker:
    """Make reports, each once."""

    def __init__(
        self,
        *,
        database: Database,
        office: LogOffice,
        files: FileStore,
        printer: Printer,
        calendars: Calendars,
        time_zone: str,
        presence_counts: bool,
    ) -> None:
        self._database = database
        self._office = office
        self._files = files
        self._printer = printer
        self._time_zone = time_zone
        self._zone = ZoneInfo(time_zone)
        self._gatherer = Gatherer(
            calendars=calendars, presence_counts=presence_counts, zone=self._zone
        )

    def make(self, span: ReportSpan, *, by: str, name: str, now: datetime) -> None:
        """Make a report; one that stands already is left as it is.

        Args:
            span: Which days it is about.
            by: The id of who made it, or `system`.
            name: How paper says who made it.
            now: The moment of its making.

        Raises:
            PagesRefused: The machine lacks the fonts.
            StorageFailed: The disk refused.
        """
        with self._database.session() as session:
            if session.get(ReportFile, span.report) is not None:
                return
            self._begin(session, span, now)
        with self._database.reading() as session:
            paper = self._read(session, span, name)
        sheet = self._files.put(printed(self._printer, paper)).sha256
        bundle = self._files.put(
            seal_report(self._document(paper, sheet), self._office.signer.key)
        ).sha256
        with self._database.session() as session:
            if session.get(ReportFile, span.report) is None:
                _keep(session, paper, sheet=sheet, bundle=bundle, by=by)
        _log.info("report %s made", span.report)

    def _begin(self, session: Session, span: ReportSpan, now: datetime) -> None:
        """Keep the checkpoint that it prints, signed over everything up to now."""
        if session.get(ReportCheckpoint, span.report) is None:
            signed = self._office.keeper.sign(session, self._office.signer)
            session.add(
                ReportCheckpoint(
                    report=span.report, size=signed.size, note=signed.note, begun_at=now
                )
            )

    def _read(self, session: Session, span: ReportSpan, name: str) -> Paper:
        begun = session.get_one(ReportCheckpoint, span.report)
        root = select(UnitRow.name).where(UnitRow.parent_id.is_(None))
        return Paper(
            county=session.scalar(root.order_by(UnitRow.position)) or "",
            span=span,
            made_at=to_millisecond(begun.begun_at),
            made_by=name,
            figures=self._gatherer.figures(session, span, begun.begun_at),
            key=self._office.signer.public,
            checkpoint=open_checkpoint(begun.note, self._office.signer.public),
            note=begun.note,
            previous=_previous(session, span, begun.size),
            zone=self._zone,
        )

    def _document(self, paper: Paper, sheet: str) -> MonthlyReport:
        return MonthlyReport(
            report=paper.span.report,
            county=paper.county,
            from_on=paper.span.from_on,
            to_on=paper.span.to_on,
            time_zone=self._time_zone,
            made_at=paper.made_at,
            key=paper.key.text(),
            checkpoint=paper.note,
            previous=paper.previous,
            figures=paper.figures,
            sheet=sheet,
        )


def _previous(session: Session, span: ReportSpan, size: int) -> ReportBridge | None:
    """Return the whole month before, with the log's growth since."""
    whole = func.length(ReportCheckpoint.report) == _WHOLE
    before = ReportCheckpoint.report < f"{span.from_on:%Y-%m}"
    names = select(func.max(ReportCheckpoint.report)).where(whole, before)
    newest = session.scalar(names)
    found = report_bridges(session, ReportCheckpoint.report == newest, to_size=size)
    return found[-1] if found else None


def _keep(session: Session, paper: Paper, *, sheet: str, bundle: str, by: str) -> None:
    """Keep a report's row; its making and both digests go on the journal."""
    figures, span = paper.figures, paper.span
    session.add(
        ReportFile(
            report=span.report,
            from_on=span.from_on,
            to_on=span.to_on,
            sheet=sheet,
            bundle=bundle,
            published=len(figures.published),
            short_days=figures.days.short,
            withdrawn=len(figures.withdrawn),
            orders=len(figures.orders),
            doubtful=sum(one.is_doubtful for one in figures.devices),
            made_by=by,
            made_at=paper.made_at,
        )
    )
    record(
        session,
        actor=by,
        act="report.made",
        subject=span.report,
        details={"sheet": sheet, "bundle": bundle, "log_size": paper.checkpoint.size},
        at=paper.made_at,
    )
