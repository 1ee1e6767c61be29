"""Have the pages of a version set for every panel and keep them; sign nothing.

Setting takes seconds and runs outside any transaction.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from media.pages.manner import PLAIN, Manner
from programme.blocks import Revision, images_of
from programme.boards import Board, DisplayKind
from programme.layout import Panel
from programme.manifest import PageImage, PanelPages
from publishing.desk.page_manner import check_summary
from publishing.desk.ports import PageSetter, SetPage, UnusableInput
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.tables.schedule import DisplayGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Be what the page setter gets."""

    revision: Revision
    board: Board
    panels: tuple[Panel, ...]
    manner: Manner = PLAIN


class PageSetting:
    """Set pages, one revision at a time."""

    def __init__(self, *, files: FileStore, page_setter: PageSetter) -> None:
        self._files = files
        self._page_setter = page_setter
        # A page setter keeps fonts open and is not shared between threads.
        self._setting = threading.Lock()

    def set(self, work: Work) -> tuple[PanelPages, ...]:
        """Return the pages of every panel; they and the revision are kept as files.

        Raises:
            Refused: A page cannot be set; the message says why.
            StorageFailed: The disk refused.
        """
        images = {
            image.sha256: self._files.get(image.sha256)
            for image in images_of(work.revision.blocks)
        }
        pages = tuple(self._panel(work, panel, images) for panel in work.panels)
        self._files.put(work.revision.canonical())
        return pages

    def _panel(
        self, work: Work, panel: Panel, images: Mapping[str, bytes]
    ) -> PanelPages:
        try:
            with self._setting:
                pages = self._page_setter.set_pages(
                    work.revision,
                    board=work.board,
                    panel=panel,
                    images=images,
                    manner=work.manner,
                )
        except UnusableInput as error:
            raise Refused(str(error), code=error.code) from error
        whole = max(page.whole for page in pages)
        if whole:
            check_summary(work.revision, work.manner, whole=whole)
        return PanelPages(
            panel=panel,
            pages=tuple(self._page_image(page) for page in pages),
            whole_pages=whole or None,
        )

    def _page_image(self, page: SetPage) -> PageImage:
        return PageImage(
            asset=self._files.put(page.webp),
            pixels_sha256=page.pixels_sha256,
            width=page.width,
            height=page.height,
            dwell_s=page.dwell_s,
            words=page.words,
        )


def at_kiosk(groups: Iterable[DisplayGroup]) -> bool:
    """Say whether one of these groups is of kiosks."""
    return any(group.display_kind is DisplayKind.KIOSK for group in groups)


def panels_of(groups: Iterable[DisplayGroup]) -> tuple[Panel, ...]:
    """Return the panels of groups, each once."""
    panels = (Panel.model_validate(group.panel) for group in groups)
    return tuple({panel.name: panel for panel in panels}.values())
