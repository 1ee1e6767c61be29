"""Hold the words that a withdrawal publishes in place of what it takes down."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class NoticeRow(Base):
    """Be the explanation of one withdrawal, set and signed by who asked; unchanged.

    It is no version on the desk: it comes into being as a disclosure of its own when
    the second person confirms, and not otherwise.
    """

    __tablename__ = "withdrawal_notice"

    withdrawal_id: Mapped[Name] = mapped_column(
        ForeignKey("withdrawal.id"), primary_key=True
    )
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"))
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    form: Mapped[JsonValue]
    """A `publishing.desk.content.DraftForm`."""
    approval: Mapped[JsonValue]
    """A `programme.approval.Approval` of who asked, over the manifest."""
