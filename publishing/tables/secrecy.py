"""Hold the records of secrecy reviews; they are added and never changed (REQ-19)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Line, Name


class SecrecyResult(StrEnum):
    """Say what a secrecy review came to."""

    MAY = "may"
    """It may be disclosed."""
    IN_PART = "in_part"
    """It may be disclosed without what was masked or taken out."""
    MAY_NOT = "may_not"
    REFER = "refer"
    """The secrecy bureau has to rule first."""


class SecrecyReview(Base):
    """Be what one person concluded over one manifest."""

    __tablename__ = "secrecy_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"))
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    reviewer_id: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """None: a drafter once wrote the name in; such a record clears nothing."""
    reviewer_name: Mapped[Line]
    result: Mapped[SecrecyResult]
    basis: Mapped[Line]
    withheld: Mapped[Line]
    """What is masked or was taken out, where only a part may be disclosed."""
    remark: Mapped[str] = mapped_column(Text)
    concluded_at: Mapped[datetime]
    pictures_read: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the reviewer said that every picture was looked at."""

    __table_args__ = (Index(None, "draft_id", "manifest_sha256"),)


class NoticeReview(Base):
    """Be what one person concluded over the words that a withdrawal publishes.

    When the words are published it becomes a `SecrecyReview` of their version.
    """

    __tablename__ = "notice_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    withdrawal_id: Mapped[Name] = mapped_column(
        ForeignKey("withdrawal_notice.withdrawal_id"), index=True
    )
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    reviewer_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    reviewer_name: Mapped[Line]
    result: Mapped[SecrecyResult]
    basis: Mapped[Line]
    withheld: Mapped[Line]
    remark: Mapped[str] = mapped_column(Text)
    pictures_read: Mapped[bool]
    concluded_at: Mapped[datetime]
