"""Hold what is due for publication and what is published; no behaviour.

A use case asks for a publication in its own transaction, so that a crash between the
commit and the publication loses nothing: what is due is published at the next start.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest

_TARGET = String(120)


class ReleaseDue(Base):
    """Be one target that must be compiled and published again."""

    __tablename__ = "release_due"

    target: Mapped[str] = mapped_column(_TARGET, primary_key=True)
    """As in the repository: programmes/qinghe-hall-screen.json."""
    asked: Mapped[int]
    """Rises with every asking, so that a later one is not settled with an earlier."""
    asked_at: Mapped[datetime]


class ReleaseTarget(Base):
    """Be one target's last version; versions strictly rise and may skip."""

    __tablename__ = "release_target"

    target: Mapped[str] = mapped_column(_TARGET, primary_key=True)
    version: Mapped[int]
    content_sha256: Mapped[Digest]
    """Of the content without version and instant: the same again is not published."""
    sha256: Mapped[Digest]
    """Of the bytes in the repository; empty until the version has been published."""
    published_at: Mapped[datetime | None]
