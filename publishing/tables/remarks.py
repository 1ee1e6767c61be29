"""Hold what staff say of a version on its way: comments and returns; no behaviour.

Nothing here is ever published, and nothing of it is ever deleted (REQ-75).
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Line, Name


class CommentRow(Base):
    """Be one comment on a version, as a whole or on one of its blocks."""

    __tablename__ = "draft_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    edition: Mapped[int]
    """The edition that was read."""
    block: Mapped[int | None]
    """The block's number from 0; None: the whole."""
    quote: Mapped[Line]
    """How the block began when it was commented on; it may be edited since."""
    text: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    said_at: Mapped[datetime]
    settled_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime | None]
    """When it was marked as settled; None: it is open."""


class ReturnRow(Base):
    """Be one return of a version to its drafter, with the reason."""

    __tablename__ = "draft_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    """What was up for signature."""
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    returned_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
