"""Keep photos of paper boards without what the camera wrote into them (REQ-35)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.ports import Importer, UnusableInput
from publishing.desk.text import clean_name
from publishing.errors import NotThere, Refused
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office
from publishing.tables.presences import PresenceRow


class Photos:
    """Take photos in and give them out again."""

    def __init__(self, *, acting: Acting, files: FileStore, importer: Importer) -> None:
        self._acting = acting
        self._files = files
        self._importer = importer

    def keep(self, data: bytes, filename: str) -> str:
        """Keep a photo and return its name; the importer drops place and camera.

        Raises:
            Refused: It is not one picture.
            StorageFailed: The disk refused to keep it.
        """
        name = clean_name(filename)
        try:
            read = self._importer.import_file(data, name)
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
        pictures = tuple(read.images.values())
        if len(pictures) != 1 or len(read.blocks) != 1:
            message = f"“{name}”不是一张照片。请传 JPG 或 PNG 的照片，一次一张。"
            raise Refused(message, code="photo_unusable")
        return self._files.put(pictures[0]).sha256

    def show(self, actor: str, sha256: str) -> bytes:
        """Return a photo of a paper board.

        Raises:
            NotThere: No record names it, or not for this person.
        """

        def do(session: Session, person: Person) -> None:
            query = select(PresenceRow.disclosure_id).where(
                (PresenceRow.posted_photo == sha256)
                | (PresenceRow.removed_photo == sha256)
            )
            for disclosure in session.scalars(query):
                unit = session.get_one(Disclosure, disclosure).unit_id
                if holds(session, person, unit, *Office):
                    return
            raise NotThere("这张照片")

        self._acting.look(actor, "presence.photo", do)
        return self._files.get(sha256)
