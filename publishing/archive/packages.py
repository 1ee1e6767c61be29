"""Make the archive package of a unit and a year; keep none, but note its digest.

It holds what a certificate and an inspection would ask for, and nothing that had to
be erased: texts, manifests (which hold the words of pages), photos and certificates of
such versions are left out, with a word why and their digests (REQ-22).
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.retention import Retention, RetentionTable
from programme.canonical import sha256_hex
from publishing.archive.checking import DIGESTS
from publishing.archive.ended import PUBLISHED, Ended, Moment, ended_in, ends_of
from publishing.archive.offers import Offer, Package
from publishing.archive.papers import (
    about,
    digest_only,
    digests_of,
    evidence_of,
    index_of,
    readable,
    register_of,
    withheld,
)
from publishing.certificates.certificates import Certificates
from publishing.desk.views import DraftView
from publishing.errors import NotThere, Refused
from publishing.evidence.erasures import Forgotten, forgotten
from publishing.files import FileStore
from publishing.inspection.coverage import Coverages
from publishing.inspection.folder_files import fit, put
from publishing.inspection.folder_photos import photos_of
from publishing.inspection.folder_words import (
    Say,
    approval_of,
    carriers_of,
    proof_of,
    secrecy_of,
    text_of,
)
from publishing.inspection.matter import Matter, Matters
from publishing.log.checkpoints import newest
from publishing.oversight.journal import record as journal
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold, units_where
from publishing.tables.glass import CaptureRow
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

MOST = 3_000
"""Items of one package; no unit ends more in a year."""
_MAY = (Office.PUBLISHER, Office.ADMIN)
_LIST = "名单和个人信息到期已从各处清除"
_DOWN = "为个人信息、保密或第三人权益撤下"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Be the read models of which a package is made."""

    matters: Matters
    coverages: Coverages
    certificates: Certificates
    files: FileStore
    say: Say
    zone: tzinfo
    table: RetentionTable
    lists_inside: bool
    """Whether texts of lists of persons go in once their time is up."""


class Packages:
    """Offer and make packages."""

    def __init__(self, *, acting: Acting, sources: Sources) -> None:
        self._acting = acting
        self._from = sources

    def offers(self, actor: str) -> tuple[Offer, ...]:
        """Return what the actor's units have to file, the newest year first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        moment = Moment(now=self._acting.clock.now(), zone=self._from.zone)

        def do(session: Session, person: Person) -> tuple[Offer, ...]:
            units = units_where(session, person, *_MAY)
            query = select(UnitRow).where(UnitRow.id.in_(units)).order_by(UnitRow.id)
            found = [
                offer
                for unit in session.scalars(query).all()
                for offer in self._offers_of(session, unit, moment)
            ]
            return tuple(sorted(found, key=lambda one: (-one.year, one.unit)))

        return self._acting.look(actor, "archive.offers", do)

    def make(self, actor: str, unit: str, year: int) -> Package:
        """Return the package of what a unit ended in a year.

        Raises:
            NotAllowed: Neither the publishing office nor an administrator of the unit.
            NotThere: No such unit, or nothing of it ended in that year.
            Refused: The year is not over yet.
        """
        sources, now = self._from, self._acting.clock.now()
        moment = Moment(now=now, zone=sources.zone)
        if not 2000 <= year < now.astimezone(sources.zone).year:  # noqa: PLR2004 - a year
            message = "一年过完了才归档。请选以前的年份。"
            raise Refused(message, code="archive_year")

        def find(session: Session, person: Person) -> tuple[str, tuple[Ended, ...]]:
            must_hold(session, person, unit, *_MAY, what="做归档包")
            items = ended_in(session, unit, year, moment, sources.table)
            return session.get_one(UnitRow, unit).name, items[:MOST]

        name, items = self._acting.look(actor, "archive.make", find)
        if not items:
            raise NotThere("这一年结束展示的事项")
        data = self._zipped(actor, name, year, items)
        package = Package(
            name=f"{fit(f'{name} {year} 年归档包')}.zip",
            data=data,
            sha256=sha256_hex(data),
            items=len(items),
        )
        self._note(actor, unit, year, package)
        return package

    def _offers_of(
        self, session: Session, unit: UnitRow, moment: Moment
    ) -> Iterator[Offer]:
        ends = ends_of(session, unit.id, moment.now).values()
        this_year = moment.now.astimezone(moment.zone).year
        for year in {at.astimezone(moment.zone).year for at in ends} - {this_year}:
            items = ended_in(session, unit.id, year, moment, self._from.table)
            classes = [one.retention for one in items]
            yield Offer(
                unit=unit.id,
                unit_name=unit.name,
                year=year,
                items=len(items),
                by_class={one: classes.count(one) for one in Retention},
            )

    def _note(self, actor: str, unit: str, year: int, package: Package) -> None:
        """Let the journal, and by it the log, remember the digest of the package."""
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            journal(
                session,
                actor=person.id,
                act="archive.made",
                subject=unit,
                details={
                    "year": year,
                    "items": package.items,
                    "sha256": package.sha256,
                },
                at=now,
            )

        self._acting.act(actor, "archive.make", do)

    def _zipped(
        self, actor: str, unit: str, year: int, items: tuple[Ended, ...]
    ) -> bytes:
        papers = dict(self._papers(actor, unit, year, items))
        papers[DIGESTS] = digests_of(papers.items())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as folder:
            for name, data in papers.items():
                put(folder, name, data)
        return out.getvalue()

    def _papers(
        self, actor: str, unit: str, year: int, items: tuple[Ended, ...]
    ) -> Iterator[tuple[str, bytes]]:
        sources = self._from
        folders = {one.disclosure: fit(one.register_number) for one in items}
        yield "说明.md", about(unit, year, len(items), sources.table.basis)
        yield (
            "归档目录.csv",
            register_of(unit, items, folders, sources.say, sources.zone),
        )
        yield "归档目录.json", index_of(unit, year, items, folders)
        yield from self._checkpoint(actor)
        for one in items:
            for name, data in self._papers_of(actor, one):
                yield f"{folders[one.disclosure]}/{name}", data

    def _checkpoint(self, actor: str) -> Iterator[tuple[str, bytes]]:
        """Yield the newest checkpoint of the log; a county without a key has none."""

        def do(session: Session, person: Person) -> str:
            del person
            checkpoint = newest(session)
            return "" if checkpoint is None else checkpoint.note

        note = self._acting.look(actor, "archive.make", do)
        yield "校验点.txt", (note or "还没有存证日志的校验点。\n").encode()

    def _papers_of(self, actor: str, one: Ended) -> Iterator[tuple[str, bytes]]:
        sources, now = self._from, self._acting.clock.now()
        matter = sources.matters.show(actor, one.disclosure)
        coverage = sources.coverages.of(actor, one.disclosure)

        def look(
            session: Session, person: Person
        ) -> tuple[Forgotten, tuple[CaptureRow, ...]]:
            del person
            query = (
                select(CaptureRow)
                .where(CaptureRow.disclosure_id == one.disclosure)
                .order_by(CaptureRow.device_id, CaptureRow.at)
            )
            erased = forgotten(session, one.disclosure, now)
            return erased, tuple(session.scalars(query))

        erased, captures = self._acting.look(actor, "archive.make", look)
        hidden = dict.fromkeys(erased.taken_down, _DOWN)
        if not sources.lists_inside:
            hidden |= dict.fromkeys(erased.lists, _LIST)
        yield from self._versions(matter, hidden)
        say, zone = sources.say, sources.zone
        yield "载体.txt", carriers_of(coverage, say, zone).encode()
        yield "展示证据.txt", proof_of(matter, coverage, say, zone).encode()
        yield "证据摘要.json", evidence_of(matter, coverage, captures)
        yield from self._certificate(actor, one.disclosure, whole=not hidden)
        if not hidden:
            yield from photos_of(coverage.presences, sources.files)

    def _versions(
        self, matter: Matter, hidden: dict[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        say, zone = self._from.say, self._from.zone
        for number, version in enumerate(reversed(matter.versions), start=1):
            if version.manifest is None or version.line.state not in PUBLISHED:
                continue
            place = f"第 {number} 版 "
            yield f"{place}正文.md", _text(matter, version, hidden)
            yield f"{place}审批.txt", approval_of(version, say, zone).encode()
            yield f"{place}保密审查.txt", secrecy_of(version, say, zone).encode()
            # It holds the words of each page.
            if version.line.manifest_sha256 not in hidden:
                yield f"{place}签发单.json", version.manifest.canonical()

    def _certificate(
        self, actor: str, disclosure: str, *, whole: bool
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the newest certificate; of erased words and pictures, its digest."""
        certificates = self._from.certificates
        for last in certificates.listing(actor, disclosure)[:1]:
            bundle = certificates.bundle(actor, last.id).data
            if whole:
                yield "公示证明.mingbai", bundle
                yield "公示证明.pdf", certificates.sheet(actor, last.id).data
            else:
                yield "公示证明.txt", digest_only(last.issued_at, sha256_hex(bundle))


def _text(matter: Matter, version: DraftView, hidden: dict[str, str]) -> bytes:
    """Return a version's text, or why it is left out."""
    title, number = version.line.title, matter.register_number
    manifest = version.line.manifest_sha256 or ""
    if manifest in hidden:
        return withheld(title, number, manifest, hidden[manifest])
    return readable(title, number, text_of(version.signed.blocks))
