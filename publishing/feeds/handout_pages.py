"""Set what was signed on the pages of paper and of long pictures; frame nothing.

The pages have the template, the stages and the points under which they were signed.
"""

import threading
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from media.pages.manner import Manner
from media.pages.reading import MOST_CHARACTERS
from programme.blocks import Revision, images_of, text_of
from programme.layout import Panel
from programme.manifest import Manifest
from publishing.desk.page_manner import manner_of
from publishing.desk.page_setting import at_kiosk
from publishing.desk.ports import PageSetter, SetPage, UnusableInput
from publishing.desk.rows import form_of
from publishing.errors import Refused
from publishing.feeds.framing import A4_PANEL, LONG_PANEL
from publishing.feeds.leaving import Version
from publishing.files import FileStore
from publishing.stages.staging import stage_of
from publishing.tables.disclosures import Draft
from publishing.tables.schedule import DisplayGroup

MOST_SHEETS = 100
"""Of pages that are set for one PDF: they are held in memory."""
MOST_LONG = 60
"""Of pages that go whole into long pictures: about the nine that a message holds."""
_SURELY = 4
"""So many times the characters of full pages need more pages, whatever they are."""


def manner_as_signed(session: Session, version: Version) -> Manner:
    """Return how a version was set when it was signed."""
    row = session.scalars(
        select(Draft)
        .where(
            Draft.disclosure_id == version.manifest.disclosure,
            Draft.manifest_sha256 == version.sha256,
        )
        .order_by(Draft.approved_at.desc())
        .limit(1)
    ).one()
    groups = select(DisplayGroup).where(DisplayGroup.id.in_(version.manifest.groups))
    return manner_of(
        form_of(row),
        stage=stage_of(session, row.id),
        coded=bool(version.manifest.qr_target),
        at_kiosk=at_kiosk(session.scalars(groups)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutPages:
    """Set pages, one disclosure at a time."""

    files: FileStore
    page_setter: PageSetter
    # A page setter keeps fonts open and is not shared between threads.
    _setting: threading.Lock = field(default_factory=threading.Lock)

    def for_paper(self, manifest: Manifest, manner: Manner) -> tuple[SetPage, ...]:
        """Return the whole: what hangs on paper is turned, and has no summary.

        Raises:
            Refused: It is too long for one file, or a page cannot be set.
        """
        whole = replace(manner, whole=True)
        if not self._fits(manifest, A4_PANEL, whole, MOST_SHEETS):
            message = (
                f"这一件排成 A4 超过 {MOST_SHEETS} 页，做不成一个 PDF 文件。"
                "请用“打印张贴稿”直接打印。"
            )
            raise Refused(message, code="too_long")
        return self._set(manifest, A4_PANEL, whole)

    def for_groups(self, manifest: Manifest, manner: Manner) -> tuple[SetPage, ...]:
        """Return the whole, or of what is too long to be sent the signed summary.

        Raises:
            Refused: A page cannot be set.
        """
        whole = replace(manner, whole=True)
        fits = self._fits(manifest, LONG_PANEL, whole, MOST_LONG)
        return self._set(manifest, LONG_PANEL, whole if fits else manner)

    def _fits(
        self, manifest: Manifest, panel: Panel, manner: Manner, most: int
    ) -> bool:
        """Say whether there would be no more pages than that; one is drawn at most."""
        revision = self._revision(manifest)
        length = sum(len(text_of(block)) for block in revision.blocks)
        if length > most * MOST_CHARACTERS * _SURELY:
            return False
        (first,) = self._set(manifest, panel, replace(manner, first=1))
        return first.count <= most

    def _revision(self, manifest: Manifest) -> Revision:
        data = self.files.get(manifest.revision)
        return Revision.parse_named(data, manifest.revision)

    def _set(
        self, manifest: Manifest, panel: Panel, manner: Manner
    ) -> tuple[SetPage, ...]:
        revision = self._revision(manifest)
        images = {
            ref.sha256: self.files.get(ref.sha256) for ref in images_of(revision.blocks)
        }
        try:
            with self._setting:
                return self.page_setter.set_pages(
                    revision,
                    board=manifest.board,
                    panel=panel,
                    images=images,
                    manner=manner,
                )
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
