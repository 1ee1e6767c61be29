"""Bind a secrecy conclusion to the manifest that its reviewer read; decide nothing."""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from publishing.admin.fields import choice, chosen, line, long_text, text_of
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.parts import Button, Handler, Text, box, icon, note
from publishing.admin.secrecy_record import show_reviews
from publishing.desk.secrecy import Conclusion, SecrecyView
from publishing.tables.secrecy import SecrecyResult

_UNREAD = "图片里的密级标志机器看不出，请人看一遍"

Conclude = Callable[[Conclusion], Awaitable[Sequence[SecrecyView]]]


class Concluding:
    """Draw the fields of a conclusion, and what came of it."""

    def __init__(
        self,
        live: Live,
        conclude: Conclude,
        *,
        manifest: str,
        pictures: bool,
        send_back: Handler | None = None,
    ) -> None:
        self._live = live
        self._conclude = conclude
        self._manifest = manifest
        self._has_pictures = pictures
        self._send_back = send_back
        self._pictures: ui.checkbox | None = None

    def draw(self) -> None:
        """Draw the fields and the acts at the foot."""
        with box("push-down stack") as self._place:
            Text("您的结论", tag="b")
            self._result: ui.select = choice(
                "结论", choices("secrecy_result", SecrecyResult)
            )
            self._basis: ui.input = line("依据（条款、定密依据或核对情况）", most=400)
            self._withheld: ui.input = line(
                "遮住或去掉的部分（部分公开要写）", most=400
            )
            self._remark: ui.textarea = long_text("备注（可以空着）", most=400)
            if self._has_pictures:
                note(_UNREAD)
                self._pictures = ui.checkbox("图片都看过了，没有密级标志")
            go = self._live.handler(self._go)
            Button("写下结论", go, icon="draw", look="primary tall", main=True)
            if self._send_back is not None:
                back = self._live.handler(self._send_back)
                Button("退回，写明原因", back, look="bad")

    def done(self, words: str, records: Sequence[SecrecyView] = ()) -> None:
        """Say what came of it, and offer what comes next."""
        self._live.say(words)
        self._place.clear()
        with self._place:
            if records:
                show_reviews(records, self._manifest, self._live.calendar)
            else:
                Text(words, tag="p")

            async def on() -> None:
                self._live.go("/secrecy")

            icon("check")
            Button("看下一件", on, icon="arrow_forward", look="primary tall")

    async def _go(self) -> None:
        conclusion = Conclusion(
            manifest_sha256=self._manifest,
            result=SecrecyResult(chosen(self._result, "结论")),
            basis=text_of(self._basis, "依据"),
            withheld=str(self._withheld.value or ""),
            remark=str(self._remark.value or ""),
            pictures_read=self._pictures is not None and bool(self._pictures.value),
        )
        self.done("结论已记下，内容一改就作废。", await self._conclude(conclusion))
