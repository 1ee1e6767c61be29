"""Enter what leaders signed on paper, and attest it with one's own key (REQ-12)."""

from collections.abc import Mapping
from functools import partial

from nicegui import ui

from publishing.admin.dialog import Dialog
from publishing.admin.fields import all_of, choice, chosen, day, day_of, line, text_of
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.papers import draw_upload, show_papers
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    chip,
    empty,
    link,
)
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.desk.attested_rows import PaperSignature
from publishing.desk.attesting import Attesting, OnPaper
from publishing.desk.looking import Looking
from publishing.desk.papers import Papers, PaperView
from publishing.desk.views import DraftView


def paper_signing_page(
    *, looking: Looking, papers: Papers, attesting: Attesting
) -> Build:
    """Return the page on which signed forms come back."""

    async def build(live: Live) -> None:
        draft = live.path["draft"]
        version = await live.ask(looking.draft, draft)
        scans = await live.ask(papers.listing, draft)
        deciders = await live.ask(attesting.deciders, draft)
        back = ("审批台", f"/approval?draft={draft}")
        with head("纸面签字", version.line.title, back=back):
            form = f"/drafts/{draft}/form"
            button_link("打印审批单", form, icon="print")
        with box("two"):
            left = box("stack")
            with box("stack"):
                page = _PaperSigning(live, attesting, version)
                await page.listing.refresh()
            with left:
                page.enter_card(scans, deciders)

    return build


class _PaperSigning:
    """Bind entering and attesting to the fingerprint that the clerk saw."""

    def __init__(self, live: Live, attesting: Attesting, version: DraftView) -> None:
        self._live = live
        self._attesting = attesting
        self._draft = version.line.id
        self._sha256 = version.line.manifest_sha256 or ""
        self.listing = Section(self._load, self._draw)

    def enter_card(
        self, scans: tuple[PaperView, ...], deciders: Mapping[str, str]
    ) -> None:
        """Draw how a signed form is entered: upload, then who, when and the code."""
        with card("录入签好的审批单", icon_name="draw"):
            if not deciders:
                empty("现在没有等签的。提交以后、轮到领导签时，再来录入。")
                return
            words = (
                "先上传扫描件，或办公系统导出的文件；再照着纸面填。"
                "会议决定的，把会议记录一起扫进来。"
            )
            Text(words, tag="p", classes="mut small")
            draw_upload(self._draft, self._sha256, label="上传扫描件")
            show_papers(self._draft, scans, self._live.calendar)
            if scans:
                self._fields(scans, deciders)

    def _fields(
        self, scans: tuple[PaperView, ...], deciders: Mapping[str, str]
    ) -> None:
        names = {paper.sha256: paper.name for paper in scans}
        scan = choice("哪一份扫描件", names, scans[0].sha256)
        only = next(iter(deciders)) if len(deciders) == 1 else None
        who = choice("谁签的", deciders, only)
        today = self._live.calendar.local(self._live.calendar.now).date()
        on = day("哪天签的", today)
        code = line("表上的短码", most=20, hint="右上角，例如 A1B2-C3D4-E5F6")
        number = line("办公系统编号（在办公系统里签的才填）", most=60)

        async def go() -> None:
            read = all_of(
                {
                    "scan": partial(chosen, scan, "哪一份扫描件"),
                    "decided_by": partial(chosen, who, "谁签的"),
                    "decided_on": partial(day_of, on, "哪天签的"),
                    "code": partial(text_of, code, "表上的短码"),
                }
            )
            told = OnPaper(**read, office_number=str(number.value or ""))
            await self._live.ask(
                self._attesting.enter, self._draft, told, manifest_sha256=self._sha256
            )
            self._live.say("已录入。请两位经办人在右边核对。")
            await self.listing.refresh()

        Button("录入", self._live.handler(go), icon="check", look="primary")

    async def _load(self) -> tuple[PaperSignature, ...]:
        return await self._live.ask(self._attesting.listing, self._draft)

    def _draw(self, found: tuple[PaperSignature, ...]) -> None:
        with card("等核对的签字", icon_name="fact_check", note=f"{len(found)} 份"):
            if not found:
                empty("还没有录入。录入以后，要两位经办人各用自己的钥匙核对。")
                return
            with box("lines", tag="ul"):
                for one in found:
                    self._line(one)
            words = (
                "签字的人自己不能核对；同一份签字，一位经办人只能核对一次，"
                "录入的人也可以核对。还没有钥匙的，先去"
            )
            with box("row-of"):
                Text(words, classes="mut small")
                link("做一把", "/settings/key")

    def _line(self, one: PaperSignature) -> None:
        with box(tag="li"):
            tone = "ok" if one.is_settled else "warn"
            chip(f"{len(one.attested_by)}/2 位核对", tone)
            with box():
                Text(f"{one.step}　{one.decided_by}", tag="b")
                Text(self._told(one), tag="p")
                scan = Text("看扫描件", tag="a", classes="small")
                address = f"/api/drafts/{self._draft}/papers/{one.scan_sha256}"
                scan.props["href"], scan.props["target"] = address, "_blank"
            if not one.is_settled:
                attest = self._live.handler(partial(self._attest, one))
                Button("我来核对", attest, look="low primary")

    def _told(self, one: PaperSignature) -> str:
        local = self._live.calendar.local(one.decided_at).date()
        told = f"{self._live.calendar.day(local)}签"
        if one.office_number:
            told += f"，办公系统 {one.office_number}"
        if one.attested_by:
            told += f"，{'、'.join(one.attested_by)}已核对"
        return told

    async def _attest(self, one: PaperSignature) -> None:
        with Dialog(f"核对{one.decided_by}的签字") as made:
            words = (
                "请打开扫描件，核对短码、签名和日期，再用自己的钥匙签："
                "这就是那张签好的审批单。"
            )
            Text(words, tag="p", classes="mut")
            phrase = ui.input("钥匙口令", password=True).classes("field")
            phrase.props("dense outlined stack-label autocomplete=off")

        async def go() -> None:
            told = await self._live.ask(
                self._attesting.attest,
                one.id,
                scan_sha256=one.scan_sha256,
                passphrase=text_of(phrase, "钥匙口令"),
            )
            made.close()
            settled = "两位都核对了，这一步已经签好。"
            self._live.say(settled if told.is_settled else "已核对，还差一位。")
            await self.listing.refresh()

        made.acts(self._live, "核对无误，签名", go, look="primary")
        made.open()
