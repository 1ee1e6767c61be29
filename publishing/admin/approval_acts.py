"""Bind signing and sending back to the fingerprint that the reader saw."""

from collections.abc import Sequence

from nicegui import ui

from publishing.admin.dialog import ask_reason
from publishing.admin.fields import choice, chosen
from publishing.admin.live import Live
from publishing.admin.own_hand import signed
from publishing.admin.papers import draw_upload, show_papers
from publishing.admin.parts import Button, Text, box
from publishing.desk.deciding import Deciding
from publishing.desk.looking import Turn
from publishing.desk.papers import PaperView
from publishing.desk.signers import Word
from publishing.desk.views import DraftView
from publishing.tables.disclosures import DraftState


class ApprovalActs:
    """Sign or send back one version."""

    def __init__(
        self,
        *,
        live: Live,
        deciding: Deciding,
        version: DraftView,
        turn: Turn,
        papers: Sequence[PaperView],
    ) -> None:
        self._live = live
        self._turn = turn
        self._papers = papers
        self._record: ui.select | None = None
        self._decider: ui.select | None = None
        self._deciding = deciding
        self._version = version
        self._sha256 = version.line.manifest_sha256 or ""

    @property
    def enters(self) -> bool:
        """Say whether the reader enters what others decide."""
        return bool(self._turn.deciders)

    def draw(self) -> None:
        """Draw the two acts at the foot."""
        with box("push-down") as self._place:
            self._draw_record()
            sign = self._live.handler(self._sign)
            label = "录入决定" if self._turn.deciders else "同意，签名"
            Button(label, sign, icon="draw", look="primary tall", main=True)
            back = self._live.handler(self._send_back)
            Button("退回，写明原因", back, look="bad")

    def _draw_record(self) -> None:
        """Draw what a meeting's step needs: its record, and who decided."""
        step, deciders = self._turn.step, self._turn.deciders
        if step is None or not (step.record or deciders):
            return
        draft, calendar = self._version.line.id, self._live.calendar
        if deciders:
            words = (
                "村里没有人能登录，由您代录：签名里写明谁决定的、谁录入的。"
                "这样录一个人只能录一步；人手少的，请村里签在审批单上，"
                "两位经办人到“纸面签字”核对，各步都可以由这两位核对。"
            )
            Text(words, tag="p", classes="mut small")
            only = next(iter(deciders)) if len(deciders) == 1 else None
            self._decider = choice("谁决定的", deciders, only)
        Text("会议记录" if step.record else "村里签字的材料", tag="b")
        show_papers(draft, self._papers, calendar)
        if self._papers:
            names = {paper.sha256: paper.name for paper in self._papers}
            newest = self._papers[0].sha256
            self._record = choice("附哪一份", names, newest)
        label = "上传会议记录" if step.record else "上传材料"
        draw_upload(draft, self._sha256, label=label)

    def _word(self) -> Word:
        """Return what is said with the signature.

        Raises:
            Refused: Nobody was chosen as who decided.
        """
        record = self._record.value if self._record is not None else None
        if self._decider is None:
            return Word(record=record)
        return Word(record=record, decided_by=chosen(self._decider, "谁决定的"))

    async def _sign(self) -> None:
        draft, sha256, word = self._version.line.id, self._sha256, self._word()
        if self._version.line.state is DraftState.SUBMITTED:
            await signed(
                self._live,
                lambda own: self._live.ask(
                    self._deciding.review,
                    draft,
                    manifest_sha256=sha256,
                    word=word,
                    own=own,
                ),
            )
            self._done("已签名，送到下一步那里了。")
            return
        made = await signed(
            self._live,
            lambda own: self._live.ask(
                self._deciding.approve,
                draft,
                manifest_sha256=sha256,
                word=word,
                own=own,
            ),
        )
        number = made.line.register_number or ""
        self._done(f"已批准，登记号 {number}。屏上几秒内出现。")

    async def _send_back(self) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(
                self._deciding.send_back,
                self._version.line.id,
                manifest_sha256=self._sha256,
                reason=reason,
            )
            self._done("已退回起草人，原因写在上面。")

        ask_reason(
            self._live,
            title=f"退回“{self._version.line.title}”",
            consequence="前面的签名作废，改好后要重新审批。",
            label="原因，起草人会看到",
            act="退回",
            do=go,
        )

    def _done(self, words: str) -> None:
        """Say what came of it, and offer what comes next."""
        self._live.say(words)
        self._place.clear()
        with self._place:
            Text(words, tag="p")

            async def on() -> None:
                self._live.go("/approval")

            Button("看下一件", on, icon="arrow_forward", look="primary tall")
