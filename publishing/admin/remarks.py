"""Show and take comments on a version, and show its returns; decide nothing."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from publishing.admin.fields import long_text, text_of as text_in
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, chip, empty
from publishing.admin.remark_place import RemarkPlace
from publishing.admin.section import Section
from publishing.desk.commenting import (
    MOST_COMMENT,
    Comment,
    Commenting,
    Remarks,
    Returned,
)
from publishing.desk.views import DraftView


class RemarksCard:
    """Bind the comments of one version to their acts."""

    def __init__(
        self, *, live: Live, commenting: Commenting, version: DraftView
    ) -> None:
        self._live = live
        self._commenting = commenting
        self._draft = version.line.id
        self._drafter = version.line.drafter
        self._blocks = version.signed.blocks
        self._said: ui.textarea | None = None
        self._which: RemarkPlace | None = None

    async def draw(self) -> None:
        """Draw the card with what was said so far."""
        with card("批注和退回", icon_name="forum", note="只给同事看，不公开") as made:
            made.props["id"] = "remarks"
            self._list = Section(self._load, self._show)
            with box("say"):
                self._said = long_text("写批注", most=MOST_COMMENT)
                self._said.classes("short")
                with box("row-of"):
                    self._which = RemarkPlace(self._blocks)
                    Button("加批注", self._live.handler(self._comment), icon="add")
        await self._list.refresh()

    async def _load(self) -> Remarks:
        return await self._live.ask(self._commenting.remarks, self._draft)

    async def _comment(self) -> None:
        if self._said is None or self._which is None:
            return
        await self._live.ask(
            self._commenting.comment,
            self._draft,
            text=text_in(self._said, "写批注"),
            block=self._which.block(),
        )
        self._said.value = ""
        await self._list.refresh()

    def _show(self, remarks: Remarks) -> None:
        if not remarks.comments and not remarks.returns:
            empty("还没有批注，也没有退回过。")
            return
        with box("remarks", tag="ul"):
            for returned in remarks.returns:
                self._returned(returned)
            for one in remarks.comments:
                self._one(one)

    def _returned(self, returned: Returned) -> None:
        with box(tag="li"):
            with box("row-of"):
                chip("退回", "bad")
                at = self._live.calendar.moment(returned.returned_at)
                Text(f"{returned.by_name}，{at}", classes="mut small")
            Text(returned.reason, tag="p", classes="said")

    def _one(self, one: Comment) -> None:
        with box("settled" if one.settled_at else "", tag="li"):
            with box("row-of"):
                chip(*(("已处理", "plain") if one.settled_at else ("待处理", "warn")))
                at = self._live.calendar.moment(one.said_at)
                Text(f"{one.by_name}，{at}", classes="mut small")
                box("sp")
                self._act(one)
            if one.block is not None:
                words = f"第 {one.block + 1} 段“{one.quote}”"
                Text(words, tag="p", classes="mut small")
            Text(one.text, tag="p", classes="said")

    def _act(self, one: Comment) -> None:
        if one.settled_at is not None:
            reopen = partial(self._do, self._commenting.reopen, one)
            Button("重新打开", self._live.handler(reopen), look="low")
        elif self._live.person.id in {one.by, self._drafter}:
            settle = partial(self._do, self._commenting.settle, one)
            Button("标为已处理", self._live.handler(settle), look="low")

    async def _do(self, act: Callable[[str, int], Comment], one: Comment) -> None:
        await self._live.ask(act, one.id)
        await self._list.refresh()
