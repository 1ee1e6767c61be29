"""Take a file in as a draft's content; how files are read lies elsewhere."""

from sqlalchemy.orm import Session

from programme.blocks import AssetRef
from publishing.desk.content import check_content
from publishing.desk.ports import ImportedFile, Importer, UnusableInput
from publishing.desk.rows import back_to_draft, journal, own_draft, put_blocks
from publishing.desk.rules import DeskAct, after
from publishing.desk.screened_report import screened_report
from publishing.desk.sources import keep_reading
from publishing.desk.text import clean_name, clean_value
from publishing.desk.views import DraftView, view_of
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft

_PASTED = ".pasted"
"""How the kind of pasted text is named; people know it by no ending."""


class Importing:
    """Replace the pieces of a draft by those of a file."""

    def __init__(self, *, acting: Acting, files: FileStore, importer: Importer) -> None:
        self._acting = acting
        self._files = files
        self._importer = importer

    def may_import(self, actor: str, draft: str, *, edition: int) -> None:
        """Return only if a file may come in; asked before its bytes are read.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read the draft.
            StateForbids: It is published already.
        """

        def do(session: Session, person: Person) -> None:
            row = own_draft(session, person, draft, edition=edition)
            after(row.state, DeskAct.EDIT)

        self._acting.look(actor, "draft.import", do)

    def import_file(
        self, actor: str, draft: str, *, data: bytes, filename: str, edition: int
    ) -> DraftView:
        """Replace the pieces of a draft by those of a file, which is kept.

        The file is read outside any transaction, because it takes long.

        Raises:
            NotAllowed: Not the drafter of this one.
            Refused: The file cannot be used; nothing of it was kept.
            SecretFileRefused: It bears a secrecy mark; nothing of it was kept.
            ContentChanged: Somebody acted since the drafter read the draft.
        """
        name = clean_name(filename)

        self.may_import(actor, draft, edition=edition)
        imported = self._read(data, name)
        now = self._acting.clock.now()
        source = self._files.put(data)
        for image in imported.images.values():
            self._files.put(image)

        def do(session: Session, person: Person) -> DraftView:
            row = own_draft(session, person, draft, edition=edition)
            back_to_draft(session, row, DeskAct.EDIT, now)
            _keep_source(row, source, name.removesuffix(_PASTED))
            put_blocks(row, imported.blocks)
            keep_reading(session, row, source.sha256, imported)
            row.import_report = clean_value(screened_report(imported.report))
            details = {"source": source.sha256, "length": source.length}
            journal(session, person, "draft.imported", row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.import", do)

    def _read(self, data: bytes, name: str) -> ImportedFile:
        """Return what is in a file, if it may be used.

        Raises:
            Refused: It cannot be read, or is too long.
            SecretFileRefused: It bears a secrecy mark.
        """
        try:
            imported = self._importer.import_file(data, name)
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
        check_content(imported.blocks)
        return imported


def _keep_source(row: Draft, source: AssetRef, name: str) -> None:
    row.source_sha256, row.source_length = source.sha256, source.length
    row.source_name = name
