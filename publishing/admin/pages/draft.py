"""Let a drafter write, import, save and submit one version; decide nothing."""

from collections.abc import Mapping

from nicegui import ui

from config.mandates import Preset
from publishing.admin.clarity import Clarity
from publishing.admin.comparison import Beside, Wording
from publishing.admin.deadlines import deadline_chip
from publishing.admin.draft_content import (
    DraftContent,
    draw_import,
    import_address,
)
from publishing.admin.draft_form import DraftFields, draft_fields
from publishing.admin.entry_fields import EntryFields, served_by
from publishing.admin.filing_card import FilingCard
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.page_preview import PagePreview
from publishing.admin.parts import Button, Text, box, card, note
from publishing.admin.personal_data import PersonalData
from publishing.admin.places import open_names, screen_names
from publishing.admin.proposing import Proposer, ask_proposer
from publishing.admin.remarks import RemarksCard
from publishing.admin.scan_words import ScanWords
from publishing.admin.site import Build
from publishing.catalogue.categories import Categories
from publishing.catalogue.entries import Entries
from publishing.desk.commenting import Commenting
from publishing.desk.content import DraftForm
from publishing.desk.drafting import Drafting
from publishing.desk.looking import Looking
from publishing.desk.previewing import Previewing
from publishing.desk.reading_scans import ReadingScans
from publishing.desk.submitting import Submitting
from publishing.desk.views import DraftView
from publishing.filing.keeping import Filings
from publishing.inspection.standings import Standings
from publishing.schedule.groups import Groups


def draft_page(
    *,
    looking: Looking,
    drafting: Drafting,
    submitting: Submitting,
    reading_scans: ReadingScans,
    previewing: Previewing,
    commenting: Commenting,
    standings: Standings,
    groups: Groups,
    entries: Entries,
    categories: Categories,
    mandates: Mapping[str, Preset],
    filings: Filings,
) -> Build:
    """Return the page on which one version is written."""

    async def build(live: Live) -> None:
        version = await live.ask(looking.draft, live.path["draft"])
        shown = open_names(places := await live.ask(groups.listing))
        offered = await live.ask(categories.offered)
        preview = PagePreview(live, previewing, version)
        desk = _Writing(
            live, drafting, submitting, reading_scans, version, preview=preview
        )
        desk.filing = FilingCard(live, filings, desk.keep_for_filing)
        await desk.filing.load(version)
        labels = {name: preset.label for name, preset in mandates.items()}
        wording = Wording(calendar=live.calendar, groups=shown, mandates=labels)
        desk.beside = Beside(await _before(live, looking, version), wording)
        about = f"/disclosures/{version.line.disclosure}"
        with head("起草", back=("这件事项", about)):
            found = await live.ask(standings.of, (version.line,))
            deadline_chip(found.get(version.line.id), live.calendar)
            desk.told = Text(_edition(version), classes="mut")
            Button("保存", live.handler(desk.save), icon="check")
            submit = live.handler(desk.submit)
            Button("提交审核", submit, icon="arrow_forward", look="primary", main=True)
        await _notes(live, standings, version)
        with box("two"):
            with card("怎么公开", icon_name="tune"):
                desk.served = await served_by(live, entries, version)
                desk.fields = draft_fields(
                    version.form,
                    calendar=live.calendar,
                    groups=shown,
                    mandates=mandates,
                    categories=offered,
                    replaces=version.line.replaces is not None,
                )
                desk.served.fill(desk.fields)
            with box("stack"):
                desk.draw_content(version, screen_names(places))
                await RemarksCard(
                    live=live, commenting=commenting, version=version
                ).draw()
        desk.beside.draw(version)

    return build


async def _notes(live: Live, standings: Standings, version: DraftView) -> None:
    """Say what the drafter must know of a version before anything else."""
    if version.line.return_reason:
        note(f"退回的原因：{version.line.return_reason}", icon_name="error")
    waits = await live.ask(standings.waits, version.line.id)
    if waits:
        note(waits, icon_name="event")


class _Writing:
    """Bind saving and submitting to the edition that the drafter saw."""

    def __init__(
        self,
        live: Live,
        drafting: Drafting,
        submitting: Submitting,
        reading_scans: ReadingScans,
        version: DraftView,
        *,
        preview: PagePreview,
    ) -> None:
        self._live = live
        self._drafting = drafting
        self._submitting = submitting
        self._reading_scans = reading_scans
        self._draft = version.line.id
        self._edition = version.line.edition
        self.scans = ScanWords(self._draft, guard=live.handler, confirm=self.confirm)
        self.content = DraftContent(version.form.blocks or (), scans=self.scans)
        self.personal = PersonalData()
        self.clarity = Clarity()
        self.fields: DraftFields | None = None
        self.served: EntryFields | None = None
        self.upload: ui.element | None = None
        self.told: Text | None = None
        self.beside: Beside | None = None
        self.filing: FilingCard | None = None
        self.preview = preview

    def draw_content(self, version: DraftView, screens: Mapping[str, str]) -> None:
        """Draw what the version says, and what the program found in it."""
        if self.filing is not None:
            self.filing.draw(version)
        self.upload = draw_import(version)
        self.personal.draw(version)
        self.clarity.draw(version)
        shown = box("stack")
        self.content.draw()
        self.scans.say(version.scans, self._live.calendar)
        if self.fields is not None:
            with shown:
                self.preview.draw(screens, self.fields, self.content)

    async def confirm(self, image: str, words: str) -> None:
        """Keep the words of a scanned page as compared with it."""
        made = await self._live.ask(
            self._reading_scans.confirm,
            self._draft,
            image=image,
            words=words,
            edition=self._edition,
        )
        self._took(made)
        self._live.say("这一页的文字已核对，记在你名下。")

    async def save(self) -> None:
        """Keep what was typed."""
        await self._keep()
        self._live.say("已保存。")

    async def keep_for_filing(self) -> int:
        """Keep what was typed, and leave the filing's fields; return the edition."""
        filing, self.filing = self.filing, None
        try:
            await self._keep()
        finally:
            self.filing = filing
        return self._edition

    async def submit(self) -> None:
        """Keep what was typed, have the pages set and pass it on."""
        await self._keep()
        village = await self._live.ask(self._submitting.proposers, self._draft)
        if village:
            ask_proposer(self._live, village, self._pass_on)
            return
        await self._pass_on(Proposer.SELF)

    async def _pass_on(self, proposer: Proposer) -> None:
        self._live.say("正在排版，请稍候。几秒到几十秒，看内容多少。")
        made = await self._live.ask(
            self._submitting.submit,
            self._draft,
            edition=self._edition,
            for_village=proposer is Proposer.VILLAGE,
        )
        self._live.go(f"/approval?draft={made.line.id}&tab=pages")

    async def _keep(self) -> None:
        if self.fields is None:
            return
        more = dict(self.served.readers()) if self.served else {}
        more["template"] = self.preview.template
        more["summary_points"] = self.preview.points
        values = self.fields.values(self._live.house.zone, self.content.read(), more)
        form = DraftForm(
            **values,
            kept_personal=self.personal.read(),
            confirmed_sums=self.clarity.read(),
        )
        made = await self._live.ask(
            self._drafting.edit,
            self._draft,
            form,
            edition=self._edition,
        )
        self._took(made)

    def _took(self, made: DraftView) -> None:
        """Show what was kept, and act on its edition from now on."""
        self._edition = made.line.edition
        self.personal.draw(made)
        self.scans.say(made.scans, self._live.calendar)
        if self.filing is not None:
            self.filing.draw(made)
        self.clarity.draw(made)
        if self.beside is not None:
            self.beside.draw(made)
        if self.upload is not None:
            self.upload.props["data-upload"] = import_address(made)
        if self.told is not None:
            self.told.set_text(_edition(made))


async def _before(live: Live, looking: Looking, version: DraftView) -> DraftView | None:
    """Return the version that this one replaces, if any."""
    replaces = version.line.replaces
    return await live.ask(looking.draft, replaces) if replaces else None


def _edition(version: DraftView) -> str:
    return f"第 {version.line.edition} 次存"
