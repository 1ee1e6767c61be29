"""Set a revision's pages for one panel: check, lay out, divide, draw.

The order matters: whatever refuses a text does so before the first pixel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from media.pages.blocks import BlockSetter
from media.pages.captions import captioned
from media.pages.checks import check_revision
from media.pages.drawing import Painter, pixels_sha256, webp_of
from media.pages.drawn import Drawn, DrawnPages, RecentPages, page_key
from media.pages.fonts import FontFiles, Fonts
from media.pages.glance import changed_page, reduction
from media.pages.laid_out import LaidOut
from media.pages.letters import Letters
from media.pages.manner import PLAIN, Glance, Manner
from media.pages.paginate import paginate
from media.pages.pieces import Mark
from media.pages.reading import dwell_s
from media.pages.sheet import sheet_of
from media.pages.summary import MOST_SHOWN, SummarySetter
from media.pages.templates import template_of
from media.pages.title import set_title, title_piece
from media.pages.written import Written, words_of_pictures, written_on
from programme.blocks import Revision
from programme.boards import Board
from programme.layout import Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """Be one finished page."""

    webp: bytes
    pixels_sha256: str
    width: int
    height: int
    dwell_s: int
    words: str
    whole: int = 0
    """Of a summary: how many pages the whole would take; 0: this is the whole."""
    count: int = 1
    """How many pages there are in all, those among them that were not drawn."""
    written: tuple[Written, ...] = ()
    """Its lines where they stand, in the order in which they are read."""
    number: int = 1
    """Which of them this is."""
    names: tuple[str, ...] = ()
    """At a glance: what names each page, so that changed ones are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """Be pages that are laid out, with what draws them and tells what they show."""

    laid: LaidOut
    painter: Painter
    pictured: Mapping[str, str]


class PageSetter:
    """Turn revisions into pages; the same input gives the same bytes.

    Not to be shared between threads: each has its own.
    """

    def __init__(
        self,
        files: FontFiles,
        *,
        most_shown: int = MOST_SHOWN,
        drawn: DrawnPages | None = None,
    ) -> None:
        self._fonts = Fonts(files)
        self._letters = Letters(self._fonts)
        self._most_shown = most_shown
        self._pages = drawn or RecentPages()
        self.drawn = 0
        """How many pages were drawn; those that were kept are not counted."""

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[SetPage, ...]:
        """Return the pages of a revision for one panel.

        A revision that takes more pages than a screen shows gets its summary instead.
        At a glance it is one page, and its picture is smaller than the page.

        Args:
            revision: What to set.
            board: Whose colours the pages have.
            panel: The glass, which decides size and letters.
            images: The pictures that the blocks name, by SHA-256.
            manner: How it is to be set.

        Raises:
            GlyphMissing: A character cannot be drawn.
            TextTooLong: The text is longer than can be set.
            PictureUnusable: A picture is absent or cannot be decoded.
        """
        work = _Work(
            laid=self.lay_out(revision, board=board, panel=panel, manner=manner),
            painter=Painter(self._letters, images),
            pictured=words_of_pictures(revision.blocks),
        )
        if manner.glance is not None:
            return (self._glance(work, manner.glance),)
        numbers = range(1, len(work.laid.pages) + 1)
        return tuple(self._set(number, work) for number in numbers[: manner.first])

    def lay_out(
        self, revision: Revision, *, board: Board, panel: Panel, manner: Manner = PLAIN
    ) -> LaidOut:
        """Return the pages of a revision, or of its summary, not drawn.

        Raises:
            GlyphMissing: A character cannot be drawn.
            TextTooLong: The text is longer than can be set.
        """
        check_revision(revision, self._fonts)
        sheet = sheet_of(panel, board)
        lines = set_title(revision.title.strip(), sheet, self._fonts)
        title = title_piece(lines, sheet)
        room = sheet.height - title.height
        template = manner.template or template_of(
            revision, board=sheet.board, staged=bool(manner.steps)
        )
        setter = BlockSetter(sheet, self._fonts, room=room, template=template)
        pages = paginate(setter.strips(captioned(revision.blocks), manner), room)
        if manner.whole or len(pages) <= self._most_shown:
            return LaidOut(sheet=sheet, title=title, pages=pages)
        summary = SummarySetter(sheet, self._fonts, room)
        shown = summary.pages(revision, manner, len(pages))
        return LaidOut(sheet=sheet, title=title, pages=shown, whole=len(pages))

    def _glance(self, work: _Work, glance: Glance) -> SetPage:
        laid = work.laid
        names = tuple(self._name(laid.size, laid.marks(page)) for page in laid.pages)
        number = min(changed_page(names, glance), len(names))
        whole = self._set(number, work, reduced=True)
        return replace(whole, names=names)

    def _set(self, number: int, work: _Work, *, reduced: bool = False) -> SetPage:
        laid = work.laid
        page = laid.pages[number - 1]
        marks = laid.marks(page)
        part = reduction(laid.size) if reduced else 1
        picture = self._picture(laid.size, marks, work.painter, part)
        pieces = [placed.piece for placed in page]
        said = [piece.words for piece in (laid.title, *pieces) if piece.words]
        return SetPage(
            webp=picture.webp,
            pixels_sha256=picture.pixels_sha256,
            width=laid.sheet.width,
            height=laid.sheet.height,
            dwell_s=dwell_s(
                sum(piece.characters for piece in pieces),
                sum(piece.number_cells for piece in pieces),
            ),
            words="\n".join(said),
            whole=laid.whole,
            count=len(laid.pages),
            written=written_on(marks, self._fonts, work.pictured),
            number=number,
        )

    def _name(self, size: tuple[int, int], marks: Sequence[Mark], part: int = 1) -> str:
        return page_key(size, marks, self._fonts.identity, part)

    def _picture(
        self, size: tuple[int, int], marks: Sequence[Mark], painter: Painter, part: int
    ) -> Drawn:
        """Return a page's picture, drawn only if the very same was not drawn before."""
        key = self._name(size, marks, part)
        kept = self._pages.get(key)
        if kept is not None:
            return kept
        picture = painter.paint(size, marks)
        if part > 1:
            picture = picture.reduce(part)
        self.drawn += 1
        page = Drawn(webp=webp_of(picture), pixels_sha256=pixels_sha256(picture))
        self._pages.put(key, page)
        return page
