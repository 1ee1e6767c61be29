"""Issue certificates for staff, keep their files, and give them out again (REQ-70).

What a certificate claims is made in `issuing`; how it looks on paper in `sheet`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import People
from programme.certificate import SUFFIX
from programme.checkpoint import open_checkpoint
from programme.mandate import DayKind
from programme.manifest import Manifest
from programme.witness import Bridge
from publishing.calendar.current import Calendars
from publishing.certificates.issuing import Issued, Issuer
from publishing.certificates.lines import Line, LineKind, after_days, before_days
from publishing.certificates.shared_making import SharedMaking
from publishing.certificates.sheet import Printer
from publishing.errors import NotThere, StateForbids
from publishing.evidence.log_keeping import LogKeeper
from publishing.files import FileStore
from publishing.log.checkpoints import LogSigner, bridges
from publishing.oversight.journal import record as journal
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.log import IssuedCertificate, LogCheckpoint
from publishing.tables.people import Office

_MOST_PICTURES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOffice:
    """Be what certificates need of the county's log."""

    signer: LogSigner
    keeper: LogKeeper
    people: Callable[[Session], People]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """Be one certificate that was issued."""

    id: int
    disclosure: str
    counted: int
    short: int
    day_kind: DayKind
    """Which days these are."""
    log_size: int
    issued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFile:
    """Be a file of a certificate, with a name for whoever saves it."""

    name: str
    data: bytes


class Certificates:
    """Issue and give out."""

    def __init__(
        self,
        *,
        acting: Acting,
        office: LogOffice | None,
        files: FileStore,
        pictures: FileStore,
        printer: Printer,
        calendars: Calendars,
        zone: tzinfo,
        time_zone: str,
        presence_counts: bool,
    ) -> None:
        self._acting = acting
        self._office = office
        self._files = files
        self._pictures = pictures
        self._printer = printer
        self._calendars = calendars
        self._zone = zone
        self._time_zone = time_zone
        self._presence_counts = presence_counts
        self._making: SharedMaking[CertificateLine] = SharedMaking()

    def issue(self, actor: str, disclosure: str) -> CertificateLine:
        """Issue a certificate as of now, with its sheet.

        Whoever asks while one of the same disclosure is in the making gets that one.

        Raises:
            NotThere: No such disclosure, or not for this person.
            StateForbids: It was never published, or the log has no key yet.
        """

        def see(session: Session, person: Person) -> None:
            _must_see(session, person, disclosure)

        self._acting.look(actor, "certificate.issue", see)
        return self._making.get(disclosure, lambda: self._made(actor, disclosure))

    def _made(self, actor: str, disclosure: str) -> CertificateLine:
        office = self._office
        if office is None:
            what = "出公示证明"
            state = "还没有密钥，请管理员运行 mingbai keys add-log"
            raise StateForbids(what, state=state, thing="存证日志")
        issuer = self._issuer(office)
        now = self._acting.clock.now()

        def sign(session: Session, person: Person) -> str:
            del person
            return issuer.sign(session, disclosure)

        note = self._acting.act(actor, "certificate.issue", sign)

        def read(session: Session, _: Person) -> Issued:
            return issuer.issue(session, disclosure, now, note=note)

        issued = self._acting.look(actor, "certificate.issue", read)
        return self._kept(actor, office, issued)

    def listing(self, actor: str, disclosure: str) -> tuple[CertificateLine, ...]:
        """Return the certificates of a disclosure, newest first.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[CertificateLine, ...]:
            _must_see(session, person, disclosure)
            query = select(IssuedCertificate).where(
                IssuedCertificate.disclosure_id == disclosure
            )
            rows = session.scalars(query.order_by(IssuedCertificate.id.desc()))
            return tuple(_line(session, row) for row in rows)

        return self._acting.look(actor, "certificate.listing", do)

    def bundle(self, actor: str, certificate: int) -> CertificateFile:
        """Return the machine-readable file.

        Raises:
            NotThere: No such certificate, or not for this person.
        """
        row = self._row(actor, certificate)
        return CertificateFile(
            name=f"certificate-{row.id}{SUFFIX}", data=self._files.get(row.bundle)
        )

    def sheet(self, actor: str, certificate: int) -> CertificateFile:
        """Return the PDF for the file.

        Raises:
            NotThere: No such certificate, or not for this person.
        """
        row = self._row(actor, certificate)
        return CertificateFile(
            name=f"certificate-{row.id}.pdf", data=self._files.get(row.sheet)
        )

    def _row(self, actor: str, certificate: int) -> IssuedCertificate:
        def do(session: Session, person: Person) -> IssuedCertificate:
            row = session.get(IssuedCertificate, certificate)
            if row is None:
                raise NotThere("这份公示证明")
            _must_see(session, person, row.disclosure_id)
            return row

        return self._acting.look(actor, "certificate.file", do)

    def _issuer(self, office: LogOffice) -> Issuer:
        return Issuer(
            keeper=office.keeper,
            signer=office.signer,
            people=office.people,
            calendar=self._calendars.calendar.whole,
            zone=self._zone,
            time_zone=self._time_zone,
            presence_counts=self._presence_counts,
        )

    def _kept(self, actor: str, office: LogOffice, issued: Issued) -> CertificateLine:
        """Keep both files, then the row that names them."""
        certificate = issued.certificate
        said = open_checkpoint(certificate.checkpoint, office.signer.public)
        row = IssuedCertificate(
            disclosure_id=certificate.disclosure,
            manifest_sha256=certificate.manifest,
            bundle=self._files.put(issued.data).sha256,
            sheet=self._files.put(self._printed(issued)).sha256,
            log_size=said.size,
            counted=certificate.claims.counted,
            short=certificate.claims.short,
            issued_by=actor,
            issued_at=certificate.issued_at,
        )

        def do(session: Session, person: Person) -> CertificateLine:
            session.add(row)
            journal(
                session,
                actor=person.id,
                act="certificate.issued",
                subject=row.disclosure_id,
                details={"manifest": row.manifest_sha256},
                at=row.issued_at,
            )
            session.flush()
            return _line(session, row)

        return self._acting.act(actor, "certificate.issue", do)

    def _printed(self, issued: Issued) -> bytes:
        certificate, manifest = issued.certificate, issued.manifest
        sheet = self._printer.sheet(f"公示证明　{certificate.claims.register_number}")
        zone = self._zone
        sheet.lines(before_days(certificate, manifest, zone=zone))
        sheet.cells(certificate.claims.days)
        sheet.lines([_LEGEND])
        sheet.lines(after_days(certificate, zone=zone))
        for data, caption in self._shown(issued):
            sheet.picture(data, Line(kind=LineKind.TEXT, text=caption))
        return sheet.pdf(f"公示证明 {certificate.claims.register_number}")

    def _shown(self, issued: Issued) -> Iterator[tuple[bytes, str]]:
        """Yield pictures as they were shown: signed pages, then what devices took."""
        panels = issued.manifest.pages
        for number, page in enumerate(panels[0].pages[:_MOST_PICTURES], start=1):
            words = f"签发的第 {number} 页　指纹 {page.asset.sha256[:16]}…"
            yield self._files.get(page.asset.sha256), words
        for sha256 in issued.certificate.claims.captures[-_MOST_PICTURES:]:
            try:
                data = self._pictures.get(sha256)
            except NotThere:
                # The record of it is proof; the picture may not have come yet.
                continue
            yield data, f"设备拍下的整屏画面　指纹 {sha256[:16]}…"


class LogProofs:
    """Give proofs that the log grew, for whoever kept a checkpoint of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def between(self, first: int, second: int) -> Bridge:
        """Return the proof from one checkpoint that was signed to another.

        Raises:
            NotThere: No checkpoint of one of these sizes was signed.
        """
        rows = [self._session.get(LogCheckpoint, size) for size in (first, second)]
        if rows[0] is None or rows[1] is None:
            raise NotThere("这个校验点")
        (bridge,) = bridges(self._session, [rows[0]], to_size=second)
        return bridge


_LEGEND = Line(
    kind=LineKind.CODE,
    text="满格：屏幕已展示或人工认定；下半格：载体有记录；斜线：不足；空格：时钟有疑",
)


def _must_see(session: Session, person: Person, disclosure: str) -> None:
    """Return only if a person holds any office for the unit of a disclosure.

    Raises:
        NotThere: No such disclosure, or not for this person.
    """
    row = session.get(Disclosure, disclosure)
    if row is None or not holds(session, person, row.unit_id, *Office):
        raise NotThere("这件公开事项")


def _line(session: Session, row: IssuedCertificate) -> CertificateLine:
    signed = Manifest.parse(session.get_one(ManifestRow, row.manifest_sha256).body)
    return CertificateLine(
        id=row.id,
        disclosure=row.disclosure_id,
        counted=row.counted,
        short=row.short,
        day_kind=signed.mandate.show_day_kind,
        log_size=row.log_size,
        issued_at=row.issued_at,
    )
