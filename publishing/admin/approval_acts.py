"""Bind signing and sending back to the fingerprint that the reader saw."""

from publishing.admin.dialog import ask_reason
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box
from publishing.desk.deciding import Deciding
from publishing.desk.views import DraftView
from publishing.tables.disclosures import DraftState


class ApprovalActs:
    """Sign or send back one version."""

    def __init__(self, *, live: Live, deciding: Deciding, version: DraftView) -> None:
        self._live = live
        self._deciding = deciding
        self._version = version
        self._sha256 = version.line.manifest_sha256 or ""

    def draw(self) -> None:
        """Draw the two acts at the foot."""
        with box("push-down") as self._place:
            sign = self._live.handler(self._sign)
            Button("同意，签名", sign, icon="draw", look="primary tall")
            back = self._live.handler(self._send_back)
            Button("退回，写明原因", back, look="bad")

    async def _sign(self) -> None:
        draft, sha256 = self._version.line.id, self._sha256
        if self._version.line.state is DraftState.SUBMITTED:
            await self._live.ask(self._deciding.review, draft, manifest_sha256=sha256)
            self._done("已审核，送到批准人那里了。")
            return
        made = await self._live.ask(
            self._deciding.approve, draft, manifest_sha256=sha256
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
