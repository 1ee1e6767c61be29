"""Show how a draft's page would look while it is typed; decide nothing.

A change is waited on until the keys rest for a moment, and set on a thread of its own:
typing never waits for it. While one picture is made, further changes wait together. The
page that changed is the one that is shown. Beside that all is looked over every half
second, for what changes without a key.
"""

import asyncio
from collections.abc import Mapping
from functools import partial

from nicegui import ui

from media.pages.templates import Template
from programme.boards import Board
from publishing.admin.draft_content import DraftContent
from publishing.admin.draft_form import DraftFields
from publishing.admin.fields import choice
from publishing.admin.glanced_page import GlancedPage
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
from publishing.admin.parts import Handler, Text, box, card
from publishing.desk.previewing import Preview, Previewing, Typed
from publishing.desk.views import DraftView
from publishing.errors import Refused

_LOOK_S = 0.5
_REST_S = 0.12
"""Between the last key and the setting: a line of one megabit would carry no more."""
_LONGEST_S = 1.0
"""So long at most, however quickly somebody types."""
_OWN_CHOICE = "auto"


class PagePreview:
    """Hold how the pages are to be set, and show the one that is worked on."""

    def __init__(self, live: Live, previewing: Previewing, version: DraftView) -> None:
        self._live = live
        self._previewing = previewing
        self._draft = version.line.id
        self._form = version.form
        self._shown: tuple[object, ...] = ()
        self._key = asyncio.Event()
        self._at_work = False

    def draw(
        self, screens: Mapping[str, str], fields: DraftFields, content: DraftContent
    ) -> None:
        """Draw the choices and the place of the page, and begin to look.

        Args:
            screens: The names of display groups with screens, by id.
            fields: Where title and board are typed.
            content: Where the text is typed.
        """
        own = [group for group in self._form.groups if group in screens]
        first = next(iter([*own, *screens]), None)
        chosen = self._form.template
        offered = {_OWN_CHOICE: "按内容自动选", **choices("template", Template)}
        note = "边写边排，看正在改的那一页"
        look = partial(self._changed, fields, content)
        with card("屏上的样子", icon_name="tv", note=note), box("stack"):
            with box("halves"):
                self._group = choice("看哪个分组的屏", screens, first)
                self._template = choice("页面排法", offered, chosen or _OWN_CHOICE)
            self._points = _points_field(self._form.summary_points)
            self._points.set_visibility(bool(self._form.summary_points))
            self._page = GlancedPage(self._live.unasked(look))
            self._said = Text("", tag="p", classes="mut small")
            self._said.props["role"] = "status"
        self._watch(fields, content, look)
        self._live.every(_LOOK_S, look)

    def _watch(self, fields: DraftFields, content: DraftContent, look: Handler) -> None:
        heard = self._live.unasked(look)

        async def key() -> None:
            self._key.set()
            await heard()

        content.watch(key)
        typed = (fields.words["title"], fields.kinds["board"])
        for field in (*typed, self._group, self._template, self._points):
            field.on_value_change(key)

    def template(self) -> Template | None:
        """Return the template that was chosen; none: as fits the content."""
        value = self._template.value
        return None if value in {None, _OWN_CHOICE} else Template(value)

    def points(self) -> tuple[str, ...]:
        """Return what a summary is to say."""
        return tuple(str(each) for each in self._points.value or ())

    async def _changed(self, fields: DraftFields, content: DraftContent) -> None:
        """Set what is typed until it is what is shown; one at a time."""
        if self._at_work:
            return
        self._at_work = True
        try:
            while self._now(fields, content) != self._shown:
                await self._rest()
                self._shown = self._now(fields, content)
                await self._set(fields, content)
                # The page that changed was looked for: to find it is no change.
                self._shown = (*self._shown[:-1], self._page.wanted)
        finally:
            self._at_work = False

    def _now(self, fields: DraftFields, content: DraftContent) -> tuple[object, ...]:
        return (
            content.now(),
            self._group.value,
            fields.words["title"].value,
            fields.kinds["board"].value,
            self._template.value,
            self.points(),
            self._page.wanted,
        )

    async def _rest(self) -> None:
        """Wait until no key came for a moment."""
        try:
            async with asyncio.timeout(_LONGEST_S):
                while await self._came():
                    self._key.clear()
        except TimeoutError:
            return

    async def _came(self) -> bool:
        """Say whether a key came within the moment."""
        try:
            async with asyncio.timeout(_REST_S):
                await self._key.wait()
        except TimeoutError:
            return False
        return True

    async def _set(self, fields: DraftFields, content: DraftContent) -> None:
        group = str(self._group.value or "")
        if not group:
            return
        typed = self._typed(fields, content)
        try:
            found = await self._live.ask(
                self._previewing.preview, self._draft, typed, group=group
            )
        except Refused as error:
            # A picture of other words beside the refusal would be taken for these.
            self._page.clear()
            self._said.set_text(str(error))
            return
        self._show(found)

    def _typed(self, fields: DraftFields, content: DraftContent) -> Typed:
        board = fields.kinds["board"].value
        return Typed(
            title=str(fields.words["title"].value or ""),
            board=Board(board) if board else None,
            blocks=content.read(),
            template=self.template(),
            points=self.points(),
            glance=self._page.glance(),
        )

    def _show(self, found: Preview) -> None:
        self._said.set_text(_told(found))
        self._points.set_visibility(bool(found.page.whole or self.points()))
        options = dict.fromkeys((*self.points(), *found.proposed))
        if list(options) != self._points.options:
            self._points.set_options(list(options))
        self._page.show(found.page)


def _points_field(points: tuple[str, ...]) -> ui.select:
    """Return the field for what a summary says: proposals to pick, or own words."""
    made = ui.select(
        list(points),
        label="摘要页的要点（最多 8 条；空着就用前几条标题）",
        value=list(points),
        multiple=True,
        with_input=True,
        new_value_mode="add-unique",
    )
    made.props("dense outlined stack-label hide-bottom-space options-dense use-chips")
    return made.classes("field wide")


def _told(found: Preview) -> str:
    """Say what came out, in words."""
    template = name_of("template", found.template)
    if not found.page.whole:
        return f"按“{template}”排，共 {found.page.count} 页。"
    return (
        f"全文要排 {found.page.whole} 屏页，超过 20 屏页："
        "屏上放摘要，全文在触摸屏上看。"
        "请选好要点；摘要和全文一起签。"
    )
