"""Hold what a file gave a version, and who read its scans; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class WordsOrigin(StrEnum):
    """Say how a person vouches for the words of a scanned page."""

    TYPED = "typed"
    CONFIRMED = "confirmed"


class ImportReading(Base):
    """Be what became of each place of the file that a version was imported from."""

    __tablename__ = "import_reading"

    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    source_sha256: Mapped[Digest]
    parts: Mapped[JsonValue]
    """`media.imports.result.SourcePart`, each."""
    blocks: Mapped[JsonValue]
    """The pieces as they came of the file, before anybody typed."""


class PageWords(Base):
    """Be one person's word that these words stand on this page image.

    They stay for every version of the disclosure that shows both as they are.
    """

    __tablename__ = "page_words"

    disclosure_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure.id"), primary_key=True
    )
    image_sha256: Mapped[Digest] = mapped_column(primary_key=True)
    words_sha256: Mapped[Digest] = mapped_column(primary_key=True)
    origin: Mapped[WordsOrigin]
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    read_at: Mapped[datetime]
