"""Let a secrecy reviewer read a version, be prompted and conclude; decide nothing."""

from collections.abc import Sequence

from nicegui import ui

from publishing.admin.blocks import show_blocks
from publishing.admin.fields import choice, chosen, line, long_text, text_of
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    card,
    chip,
    empty,
    icon,
    link,
    seal,
)
from publishing.admin.personal_data import show_personal_data
from publishing.admin.secrecy_record import show_records
from publishing.admin.signatures import show_fingerprint
from publishing.admin.site import Build
from publishing.desk.clearing import WAITING, Clearing
from publishing.desk.looking import Looking
from publishing.desk.secrecy import Conclusion
from publishing.desk.secrecy_prompts import CHECKLIST, Prompt, prompts_of
from publishing.desk.views import DraftLine, DraftView
from publishing.tables.people import Office
from publishing.tables.secrecy import SecrecyResult


def secrecy_page(*, looking: Looking, clearing: Clearing) -> Build:
    """Return the desk of secrecy reviewers (REQ-19)."""

    async def build(live: Live) -> None:
        queue = await live.ask(clearing.waiting)
        wanted = live.query.get("draft") or (queue[0].id if queue else "")
        told = f"等您审 {len(queue)} 件" if queue else ""
        with head("保密审查", told, back=("待办", "/todo")):
            pass
        if not wanted:
            with card("等我做保密审查", icon_name="lock"):
                empty("现在没有等您审的。有新的会出现在这里和待办里。")
            return
        version = await live.ask(looking.draft, wanted)
        mine = wanted in {one.id for one in queue} or _may_conclude(live, version)
        with box("desk"):
            _queue(live, queue, wanted)
            _document(version)
            with box("a-card side", tag="aside"):
                _prompts(prompts_of(version.signed))
                show_personal_data(version)
                show_records(version, live.calendar)
                with box():
                    show_fingerprint(version)
                if mine:
                    _Concluding(live, clearing, version).draw()

    return build


def _may_conclude(live: Live, version: DraftView) -> bool:
    """Say whether a conclusion that stands may get a later one from this reader."""
    return (
        version.line.state in WAITING
        and version.line.drafter != live.person.id
        and live.person.holds_somewhere(Office.SECRECY)
    )


def _queue(live: Live, queue: Sequence[DraftLine], wanted: str) -> None:
    with box("a-card queue", tag="section"):
        Text(f"等我审　{len(queue)}", tag="b")
        for one in queue:
            made = link("", f"/secrecy?draft={one.id}")
            if one.id == wanted:
                made.props["aria-current"] = "true"
            with made:
                seal(one.board)
                Text(one.title, tag="b")
                when = live.calendar.moment(one.changed_at)
                Text(f"{one.drafter_name}，{when}", tag="small")


def _document(version: DraftView) -> None:
    with box("a-card doc", tag="section") as made:
        made.props["data-board"] = version.line.board.value
        with box("doc-title", tag="h3"):
            seal(version.line.board)
            Text(version.signed.title)
        with box("row-of"):
            chip(name_of("draft_state", version.line.state), "info")
            if version.source_name:
                Text(f"原文件 {version.source_name}", classes="mut")
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


class _Concluding:
    """Bind a conclusion to the manifest that its reviewer read."""

    def __init__(self, live: Live, clearing: Clearing, version: DraftView) -> None:
        self._live = live
        self._clearing = clearing
        self._version = version

    def draw(self) -> None:
        """Draw the fields of a conclusion."""
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
            conclude = self._live.handler(self._conclude)
            Button("写下结论", conclude, icon="draw", look="primary tall")

    async def _conclude(self) -> None:
        conclusion = Conclusion(
            manifest_sha256=self._version.line.manifest_sha256 or "",
            result=SecrecyResult(chosen(self._result, "结论")),
            basis=text_of(self._basis, "依据"),
            withheld=str(self._withheld.value or ""),
            remark=str(self._remark.value or ""),
        )
        made = await self._live.ask(
            self._clearing.conclude, self._version.line.id, conclusion
        )
        words = "结论已记下，内容一改就作废。"
        self._live.say(words)
        self._place.clear()
        with self._place:
            show_records(made, self._live.calendar)

            async def on() -> None:
                self._live.go("/secrecy")

            icon("check")
            Button("看下一件", on, icon="arrow_forward", look="primary tall")
