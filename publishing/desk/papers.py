"""Keep papers in a version's file: records of meetings, signed forms; none is public.

A paper comes in while a manifest is up for signature and is evidence for that one
alone: an edit makes another manifest.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.ports import Importer, UnusableInput
from publishing.desk.rows import journal, visible
from publishing.desk.rules import check_digest
from publishing.errors import NotThere, Refused, StateForbids, TooLarge
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.chains import DraftPaper
from publishing.tables.disclosures import Draft
from publishing.tables.people import StaffMember

MOST_BYTES = 20 * 1024 * 1024
MEDIA_TYPES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What may be kept, by how its bytes begin."""
_SUFFIXES = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """Be one paper in the file of what is up for signature."""

    sha256: str
    name: str
    length: int
    added_by: str
    """The name of who added it."""
    added_at: datetime


class Papers:
    """Add, list and give out papers."""

    def __init__(self, *, acting: Acting, files: FileStore, importer: Importer) -> None:
        self._acting = acting
        self._files = files
        self._importer = importer

    def add(
        self, actor: str, draft: str, *, data: bytes, name: str, manifest_sha256: str
    ) -> PaperView:
        """Keep a paper for what is up for signature.

        Raises:
            NotThere: No such version, or not for this person.
            StateForbids: Nothing is up for signature.
            ContentChanged: Another manifest is up by now.
            Refused: It is no PDF and no picture, cannot be read, or bears a secrecy
                mark; nothing of it is kept.
            TooLarge: It is longer than a scan need be.
            StorageFailed: The disk refused.
        """
        media_type = media_type_of(data)
        if len(data) > MOST_BYTES:
            raise TooLarge(limit_bytes=MOST_BYTES)

        def may(session: Session, person: Person) -> None:
            waiting = waiting_manifest(visible(session, person, draft))
            check_digest(seen=manifest_sha256, now=waiting)

        self._acting.look(actor, "paper.add", may)
        self._must_be_no_secret(data, _clean(name), media_type)
        kept = self._files.put(data)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> PaperView:
            row = visible(session, person, draft)
            check_digest(seen=manifest_sha256, now=waiting_manifest(row))
            paper = session.get(DraftPaper, (draft, kept.sha256))
            if paper is None:
                paper = DraftPaper(draft_id=draft, sha256=kept.sha256)
                session.add(paper)
            paper.name, paper.length = _clean(name), kept.length
            paper.manifest_sha256 = manifest_sha256
            paper.added_by, paper.added_at = person.id, now
            session.flush()
            details = {"paper": kept.sha256, "name": paper.name}
            journal(session, person, "paper.added", row, now=now, details=details)
            return _view(session, paper)

        return self._acting.act(actor, "paper.add", do)

    def listing(self, actor: str, draft: str) -> tuple[PaperView, ...]:
        """Return the papers for what is up for signature, or was signed, newest first.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[PaperView, ...]:
            row = visible(session, person, draft)
            query = (
                select(DraftPaper)
                .where(
                    DraftPaper.draft_id == draft,
                    DraftPaper.manifest_sha256 == row.manifest_sha256,
                )
                .order_by(DraftPaper.added_at.desc(), DraftPaper.sha256)
            )
            return tuple(_view(session, paper) for paper in session.scalars(query))

        return self._acting.look(actor, "paper.list", do)

    def get(self, actor: str, draft: str, sha256: str) -> bytes:
        """Return the bytes of a paper.

        Raises:
            NotThere: No such paper, or not for this person.
        """

        def do(session: Session, person: Person) -> bytes:
            visible(session, person, draft)
            if session.get(DraftPaper, (draft, sha256)) is None:
                raise NotThere("这份材料")
            return self._files.get(sha256)

        return self._acting.look(actor, "paper.show", do)

    def _must_be_no_secret(self, data: bytes, name: str, media_type: str) -> None:
        """Return only if a paper was read and bears no secrecy mark (REQ-19).

        Raises:
            Refused: It bears one, or cannot be read.
        """
        stem = PurePosixPath(name).stem or "材料"
        try:
            self._importer.import_file(data, f"{stem}{_SUFFIXES[media_type]}")
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error


def media_type_of(data: bytes) -> str:
    """Return what kind of paper bytes are.

    Raises:
        Refused: Neither PDF nor picture.
    """
    for head, media_type in MEDIA_TYPES.items():
        if data.startswith(head):
            return media_type
    message = "只收 PDF、PNG、JPG。请把材料扫描或导出成其中一种再传。"
    raise Refused(message, code="paper_kind")


def waiting_manifest(row: Draft) -> str:
    """Return the manifest of a version that waits for a signature.

    Raises:
        StateForbids: Nothing is up for signature.
    """
    if row.manifest_sha256 is None or row.approved_at is not None:
        raise StateForbids("附材料", state="不在等签")
    return row.manifest_sha256


def _clean(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", maxsplit=1)[-1].strip()[:120] or "材料"


def _view(session: Session, paper: DraftPaper) -> PaperView:
    return PaperView(
        sha256=paper.sha256,
        name=paper.name,
        length=paper.length,
        added_by=session.get_one(StaffMember, paper.added_by).name,
        added_at=paper.added_at,
    )
