"""Let a secrecy reviewer read a version, be prompted and conclude; decide nothing."""

from collections.abc import Sequence

from publishing.admin.blocks import show_blocks
from publishing.admin.concluding import Concluding
from publishing.admin.dialog import ask_reason
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.notice_desk import notice_desk
from publishing.admin.parts import (
    Text,
    box,
    card,
    chip,
    empty,
    link,
    seal,
)
from publishing.admin.personal_data import show_personal_data
from publishing.admin.secrecy_record import show_records
from publishing.admin.signatures import show_fingerprint
from publishing.admin.site import Build
from publishing.admin.source_link import show_source
from publishing.desk.clearing import WAITING, Clearing
from publishing.desk.deciding import Deciding
from publishing.desk.looking import Looking
from publishing.desk.notice_clearing import NoticeClearing
from publishing.desk.secrecy import Conclusion, SecrecyView, has_pictures
from publishing.desk.secrecy_prompts import CHECKLIST, Prompt, prompts_of
from publishing.desk.views import DraftLine, DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.tables.people import Office


def secrecy_page(
    *,
    looking: Looking,
    clearing: Clearing,
    notice_clearing: NoticeClearing,
    deciding: Deciding,
) -> Build:
    """Return the desk of secrecy reviewers (REQ-19)."""

    async def build(live: Live) -> None:
        queue = await live.ask(clearing.waiting)
        notices = await live.ask(notice_clearing.waiting)
        wanted = live.query.get("notice") or live.query.get("draft") or ""
        ids = [*(one.id for one in queue), *(one.id for one in notices)]
        wanted = wanted or next(iter(ids), "")
        told = f"等您审 {len(ids)} 件" if ids else ""
        with head("保密审查", told, back=("待办", "/todo")):
            pass
        notice = next((one for one in notices if one.id == wanted), None)
        if notice is None and (not wanted or "notice" in live.query):
            with card("等我做保密审查", icon_name="lock"):
                empty("现在没有等您审的。有新的会出现在这里和待办里。")
            return
        with box("desk"):
            _queue(live, queue, notices, wanted)
            if notice is not None:
                notice_desk(live, notice_clearing, notice)
                return
            version = await live.ask(looking.draft, wanted)
            mine = wanted in {one.id for one in queue} or _may_conclude(live, version)
            _document(version)
            with box("a-card side", tag="aside"):
                _prompts(prompts_of(version.signed))
                show_source(version, live.calendar)
                show_personal_data(version)
                show_records(version, live.calendar)
                with box():
                    show_fingerprint(version)
                if mine:
                    _Reviewing(live, clearing, deciding, version).draw()

    return build


class _Reviewing:
    """Bind concluding and sending back to the manifest that the reviewer read."""

    def __init__(
        self, live: Live, clearing: Clearing, deciding: Deciding, version: DraftView
    ) -> None:
        self._live = live
        self._clearing = clearing
        self._deciding = deciding
        self._version = version
        self._sha256 = version.line.manifest_sha256 or ""
        self._fields = Concluding(
            live,
            self._conclude,
            manifest=self._sha256,
            pictures=has_pictures(version.signed.blocks),
            send_back=self._send_back,
        )

    def draw(self) -> None:
        """Draw the fields and the two acts."""
        self._fields.draw()

    async def _conclude(self, conclusion: Conclusion) -> Sequence[SecrecyView]:
        draft = self._version.line.id
        made = await self._live.ask(self._clearing.conclude, draft, conclusion)
        return made.secrecy

    async def _send_back(self) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(
                self._deciding.send_back,
                self._version.line.id,
                manifest_sha256=self._sha256,
                reason=reason,
            )
            self._fields.done("已退回起草人，原因写在退回记录里。")

        ask_reason(
            self._live,
            title=f"退回“{self._version.line.title}”",
            consequence="前面的签名作废，改好后要重新审批、重新做保密审查。",
            label="原因，起草人会看到",
            act="退回",
            do=go,
        )


def _may_conclude(live: Live, version: DraftView) -> bool:
    """Say whether a conclusion that stands may get a later one from this reader."""
    return (
        version.line.state in WAITING
        and version.line.drafter != live.person.id
        and live.person.holds_somewhere(Office.SECRECY)
    )


def _queue(
    live: Live,
    queue: Sequence[DraftLine],
    notices: Sequence[WithdrawalView],
    wanted: str,
) -> None:
    with box("a-card queue", tag="section"):
        Text(f"等我审　{len(queue) + len(notices)}", tag="b")
        for one in queue:
            made = link("", f"/secrecy?draft={one.id}")
            if one.id == wanted:
                made.props["aria-current"] = "true"
            with made:
                seal(one.board)
                Text(one.title, tag="b")
                when = live.calendar.moment(one.changed_at)
                Text(f"{one.drafter_name}，{when}", tag="small")
        for each in notices:
            made = link("", f"/secrecy?notice={each.id}")
            if each.id == wanted:
                made.props["aria-current"] = "true"
            with made:
                seal(each.board)
                Text(f"撤下的说明：{each.title}", tag="b")
                when = live.calendar.moment(each.requested_at)
                Text(f"{each.requested_by_name}，{when}", tag="small")


def _document(version: DraftView) -> None:
    with box("a-card doc", tag="section") as made:
        made.props["data-board"] = version.line.board.value
        with box("doc-title", tag="h3"):
            seal(version.line.board)
            Text(version.signed.title)
        with box("row-of"):
            chip(name_of("draft_state", version.line.state), "info")
        with box("cmp one"), box():
            show_blocks(version.signed.blocks)


def _prompts(prompts: Sequence[Prompt]) -> None:
    with box():
        Text("系统提示，要您来判断", tag="p", classes="mut small")
        if not prompts:
            Text("没有找到要特别留意的字样和图片。", tag="p")
        with box("plain-list", tag="ul"):
            for one in prompts:
                Text(_placed(one), tag="li")
    with box():
        Text("逐条对照", tag="p", classes="mut small")
        with box("plain-list", tag="ul"):
            for words in CHECKLIST:
                Text(words, tag="li")


def _placed(one: Prompt) -> str:
    return one.text if one.block is None else f"第 {one.block + 1} 段：{one.text}"
