"""Let staff and inspectors read reports, and make one of the month so far (REQ-70)."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.certificates.certificates import CertificateFile
from publishing.errors import NotAllowed, NotThere, StateForbids
from publishing.files import FileStore
from publishing.monthly.making import ReportMaker
from publishing.monthly.spans import month_so_far
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.monthly import ReportCheckpoint, ReportFile
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

_WHOLE = 7
_WANTED = "县一级的任何职务"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """Be one report that was made."""

    report: str
    from_on: date
    to_on: date
    """The first day that is not in it."""
    published: int
    short_days: int
    withdrawn: int
    orders: int
    doubtful: int
    log_size: int
    sheet: str
    """The digest of the PDF."""
    made_at: datetime

    @property
    def is_whole(self) -> bool:
        """Say whether it is about a whole month."""
        return len(self.report) == _WHOLE


class MonthlyReports:
    """List reports, give out their files, make one of the month so far."""

    def __init__(
        self,
        *,
        acting: Acting,
        maker: ReportMaker | None,
        files: FileStore,
        zone: ZoneInfo,
    ) -> None:
        self._acting = acting
        self._maker = maker
        self._files = files
        self._zone = zone

    @property
    def maker(self) -> ReportMaker | None:
        """Return what makes reports; None: the log has no key yet."""
        return self._maker

    def listing(self, actor: str) -> tuple[ReportLine, ...]:
        """Return every report, newest first.

        Raises:
            NotAllowed: The actor holds no office for the whole county.
        """

        def do(session: Session, person: Person) -> tuple[ReportLine, ...]:
            _check_may_read(session, person)
            query = select(ReportFile, ReportCheckpoint.size).join(
                ReportCheckpoint, ReportCheckpoint.report == ReportFile.report
            )
            rows = session.execute(query.order_by(ReportFile.report.desc()))
            return tuple(_line(row, size) for row, size in rows)

        return self._acting.look(actor, "report.listing", do)

    def make_so_far(self, actor: str) -> ReportLine:
        """Return the report of this month up to today; a day has one.

        Raises:
            NotAllowed: The actor holds no office for the whole county.
            StateForbids: The county has not made the key of its log yet.
        """
        if self._maker is None:
            what = "出月报"
            state = "还没有密钥，请管理员运行 mingbai keys add-log"
            raise StateForbids(what, state=state, thing="存证日志")
        now = self._acting.clock.now()
        span = month_so_far(now.astimezone(self._zone).date())

        def check(session: Session, person: Person) -> str:
            _check_may_read(session, person)
            return person.name

        name = self._acting.act(actor, "report.make", check)
        self._maker.make(span, by=actor, name=f"由 {name} 出具", now=now)
        return self._one(actor, span.report)

    def sheet(self, actor: str, report: str) -> CertificateFile:
        """Return the PDF for the file.

        Raises:
            NotAllowed: The actor holds no office for the whole county.
            NotThere: No such report.
        """
        line = self._one(actor, report)
        return CertificateFile(
            name=f"report-{report}.pdf", data=self._files.get(line.sheet)
        )

    def bundle(self, actor: str, report: str) -> CertificateFile:
        """Return the machine-readable file.

        Raises:
            NotAllowed: The actor holds no office for the whole county.
            NotThere: No such report.
        """

        def do(session: Session, person: Person) -> str:
            _check_may_read(session, person)
            row = session.get(ReportFile, report)
            if row is None:
                raise NotThere("这份月报")
            return row.bundle

        sha256 = self._acting.look(actor, "report.file", do)
        return CertificateFile(
            name=f"report-{report}.json", data=self._files.get(sha256)
        )

    def _one(self, actor: str, report: str) -> ReportLine:
        def do(session: Session, person: Person) -> ReportLine:
            _check_may_read(session, person)
            row = session.get(ReportFile, report)
            if row is None:
                raise NotThere("这份月报")
            begun = session.get_one(ReportCheckpoint, report)
            return _line(row, begun.size)

        return self._acting.look(actor, "report.file", do)


def _check_may_read(session: Session, person: Person) -> None:
    """Return only if somebody holds any office for the whole county.

    Raises:
        NotAllowed: A report tells of every unit.
    """
    roots = session.scalars(select(UnitRow.id).where(UnitRow.parent_id.is_(None)))
    if not any(holds(session, person, root, *Office) for root in roots):
        raise NotAllowed("看月报", wanted=_WANTED)


def _line(row: ReportFile, size: int) -> ReportLine:
    return ReportLine(
        report=row.report,
        from_on=row.from_on,
        to_on=row.to_on,
        published=row.published,
        short_days=row.short_days,
        withdrawn=row.withdrawn,
        orders=row.orders,
        doubtful=row.doubtful,
        log_size=size,
        sheet=row.sheet,
        made_at=row.made_at,
    )
