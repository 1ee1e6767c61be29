"""Draw scanned pages beside their words, and who vouches for them; decide nothing."""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from programme.blocks import Block, PageImageBlock
from publishing.admin.dates import Calendar
from publishing.admin.fields import long_text
from publishing.admin.parts import Button, Handler, Text, box, chip
from publishing.desk.page_words import scans_of
from publishing.desk.page_words_rows import ScanView
from publishing.tables.imports import WordsOrigin

MOST_WORDS = 20_000
Confirm = Callable[[str, str], Awaitable[None]]
"""Takes a page's image and its words."""
Guard = Callable[[Handler], Handler]

_HINT = (
    "上面是扫描页，下面写页上的文字。机器认的字会错，照着原页逐字看过再按“文字已核对”；"
    "没有核对的不能提交。朗读、查询和检索都用这些文字。"
)
_ORIGINS = {WordsOrigin.TYPED: "录入", WordsOrigin.CONFIRMED: "核对"}


class ScanWords:
    """Hold the words of each scanned page of one draft."""

    def __init__(self, draft: str, *, guard: Guard, confirm: Confirm) -> None:
        self._draft = draft
        self._guard = guard
        self._confirm = confirm
        self._fields: dict[str, ui.textarea] = {}
        self._states: dict[str, ui.element] = {}

    def draw(self, blocks: Sequence[Block]) -> None:
        """Draw every scanned page of a version beside its words."""
        scans = tuple(scans_of(blocks))
        if scans:
            Text(_HINT, tag="p", classes="mut small")
        for number, page in scans:
            self._page(number, page)

    def words(self, block: PageImageBlock) -> str:
        """Return the words of a page as they stand in its field now."""
        field = self._fields.get(block.image.sha256)
        return block.words if field is None else str(field.value or "")

    def say(self, scans: Sequence[ScanView], calendar: Calendar) -> None:
        """Say of every page who vouches for its words, as they are kept."""
        for scan in scans:
            state = self._states.get(scan.image_sha256)
            if state is None:
                continue
            state.clear()
            with state:
                scan_state(scan, calendar)

    def _page(self, number: int, page: PageImageBlock) -> None:
        image = page.image.sha256

        async def confirm() -> None:
            await self._confirm(image, self.words(page))

        with box("scan"):
            address = f"/api/drafts/{self._draft}/pictures/{image}"
            with box(tag="a") as large:
                shown = box(tag="img")
            large.props["href"], large.props["target"] = address, "_blank"
            large.props["title"] = "看大图"
            shown.props["src"], shown.props["loading"] = address, "lazy"
            shown.props["alt"] = f"第 {number} 张扫描页"
            with box("stack"):
                label = f"第 {number} 张扫描页上的文字"
                self._fields[image] = long_text(label, page.words, most=MOST_WORDS)
                with box("row-of"):
                    self._states[image] = box("grow")
                    Button("文字已核对", self._guard(confirm), icon="check")


def scan_state(scan: ScanView, calendar: Calendar) -> None:
    """Say who vouches for the words of a scanned page, or that nobody does."""
    if scan.origin is None or scan.read_at is None:
        chip("还没有人核对", "warn")
        return
    told = f"{scan.read_by}{_ORIGINS[scan.origin]}，{calendar.moment(scan.read_at)}"
    chip(told, "ok")
