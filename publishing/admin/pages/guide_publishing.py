"""Let one person hand the directory over and another one publish it; decide nothing."""

from publishing.admin.dialog import ask_reason
from publishing.admin.guide_ways import guide_head
from publishing.admin.live import Live
from publishing.admin.own_hand import signed
from publishing.admin.parts import Button, Handler, Text, box, card, chip, note
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.directory_approval import Directories
from publishing.catalogue.directory_proposals import ProposalView
from publishing.tables.people import Office

_NAMED = 30


def guide_publishing_page(*, directories: Directories) -> Build:
    """Return the page on which the directory is handed over and approved."""

    async def build(live: Live) -> None:
        guide_head("publishing")
        page = _Publishing(live, directories)
        await page.section.refresh()

    return build


class _Publishing:
    """Bind the two people's acts to what waits."""

    def __init__(self, live: Live, directories: Directories) -> None:
        self._live = live
        self._directories = directories
        self.section = Section(self._load, self._draw)

    async def _load(self) -> tuple[ProposalView | None]:
        return (await self._live.ask(self._directories.waiting),)

    def _draw(self, shown: tuple[ProposalView | None]) -> None:
        waits = shown[0]
        person = self._live.person
        if waits is not None:
            self._waiting(waits)
        if not person.holds_somewhere(Office.PUBLISHER, Office.ADMIN):
            if waits is None:
                note("现在没有等批的办事目录。", tone="info")
            return
        with card("送批", icon_name="draw"):
            again = "再送一份会代替上面等批的那份。" if waits else ""
            told = "把现在的事项和窗口整个送给批准人；批准前触摸屏照旧。"
            Text(f"{told}{again}", tag="p", classes="mut")
            with box("row-of end"):
                Button("送批", self._live.handler(self._propose), look="primary")

    def _waiting(self, waits: ProposalView) -> None:
        at = self._live.calendar.moment(waits.made_at)
        about = f"{waits.made_by_name} {at} 送来，共 {waits.items} 项"
        with card("等批的办事目录", icon_name="approval", note=about):
            told = waits.difference
            if not any((*told.counts, *told.counters, *told.places)):
                same = "事项、窗口、大厅资料同公开的一样；部门可能有变。"
                note(same, tone="info")
            kinds = (("新增", "ok", told.added), ("修改", "warn", told.changed))
            for (label, tone, names), count in zip(
                (*kinds, ("去掉", "bad", told.gone)), told.counts, strict=True
            ):
                _names(f"{label} {count} 项", tone, names, count)
            _names(f"窗口变动 {len(told.counters)} 个", "info", told.counters, 0)
            _places(told.places)
            Text(f"指纹 {waits.sha256[:16]}…", tag="p", classes="mut small")
            if not self._live.person.holds_somewhere(Office.APPROVER):
                return
            if waits.made_by == self._live.person.id:
                note("这份是您送的，要请另一位来批。")
                return
            with box("row-of end"):
                Button("退回", self._live.handler(self._ask_refuse(waits)), look="bad")
                approve = self._live.handler(self._approve(waits))
                Button("批准发布", approve, look="primary")

    async def _propose(self) -> None:
        await self._live.ask(self._directories.propose)
        self._live.say("已送批。请批准人来这一页看过再批。")
        await self.section.refresh()

    def _approve(self, waits: ProposalView) -> Handler:
        async def approve() -> None:
            made = await signed(
                self._live,
                lambda own: self._live.ask(
                    self._directories.approve, waits.id, sha256=waits.sha256, own=own
                ),
            )
            self._live.say(f"第 {made.version} 版办事目录已发布，触摸屏一分钟内换好。")
            await self.section.refresh()

        return approve

    def _ask_refuse(self, waits: ProposalView) -> Handler:
        async def refuse(reason: str) -> None:
            await self._live.ask(self._directories.refuse, waits.id, reason=reason)
            self._live.say("已退回，触摸屏照旧。")
            await self.section.refresh()

        async def ask() -> None:
            ask_reason(
                self._live,
                title="退回这份办事目录",
                consequence="触摸屏照旧；送批的人改好再送。",
                label="原因",
                act="退回",
                do=refuse,
            )

        return ask


def _names(label: str, tone: str, names: tuple[str, ...], count: int) -> None:
    if not names:
        return
    more = f"等 {count} 项" if count > _NAMED else ""
    with box("row-of"):
        chip(label, tone)
        Text(f"{'、'.join(names[:_NAMED])}{more}", classes="small")


def _places(lines: tuple[str, ...]) -> None:
    """Show what displays would say of units and halls: the signature is for it too."""
    if not lines:
        return
    with box("row-of"):
        chip("屏上的单位、大厅文字有变", "info")
        Text("批准也是批准下面这些字：", classes="small")
    for line in lines:
        Text(line, tag="p", classes="small")
