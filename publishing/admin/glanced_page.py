"""Show one page of a draft, small, with the way to its neighbours; set nothing."""

import base64

from media.pages.manner import Glance
from publishing.admin.parts import Button, Handler, Text, box
from publishing.desk.ports import SetPage


class GlancedPage:
    """Hold the page under view.

    The picture stays in its place when another comes, so that nothing blinks.
    """

    def __init__(self, again: Handler) -> None:
        """Draw its place.

        Args:
            again: Has the page set that is wanted now.
        """
        self.wanted = 1
        self._names: tuple[str, ...] = ()
        self._turned = False
        self._again = again
        with box("stack") as self._place:
            self._sheets = box("sheets")
            with self._sheets, box("sheet"):
                self._picture = box(tag="img")
                self._told = Text("", tag="p")
            with box("row-of") as self._turns:
                Button("上一页", self._back, icon="arrow_back")
                Button("下一页", self._on, icon="arrow_forward")
        self.clear()

    def glance(self) -> Glance:
        """Return what is to be looked at: the page turned to, or the changed one."""
        before = () if self._turned else self._names
        self._turned = False
        return Glance(page=self.wanted, before=before)

    def show(self, page: SetPage) -> None:
        """Show a page."""
        self.wanted = page.number
        self._names = page.names
        data = base64.b64encode(page.webp).decode("ascii")
        self._picture.props["src"] = f"data:image/webp;base64,{data}"
        self._picture.props["alt"] = page.words
        self._picture.props["width"] = str(page.width)
        self._picture.props["height"] = str(page.height)
        tall = page.height > page.width
        self._sheets.classes("tall" if tall else "", remove="" if tall else "tall")
        self._told.set_text(
            f"第 {page.number} 页，共 {page.count} 页，停 {page.dwell_s} 秒"
        )
        self._turns.set_visibility(page.count > 1)
        self._place.set_visibility(True)

    def clear(self) -> None:
        """Show no page."""
        self._names = ()
        self._place.set_visibility(False)

    async def _back(self) -> None:
        await self._turn(-1)

    async def _on(self) -> None:
        await self._turn(1)

    async def _turn(self, pages: int) -> None:
        wanted = min(max(1, self.wanted + pages), max(1, len(self._names)))
        if wanted != self.wanted:
            self.wanted = wanted
            self._turned = True
            await self._again()
