"""Show one disclosure: where it hung, what devices prove, who signed, its history."""

from dataclasses import dataclass

from programme.mandate import DayKind
from programme.standing import Standing
from publishing.admin.carriers import CarriersCard
from publishing.admin.certificates_card import CertificatesCard
from publishing.admin.disclosure_acts import DisclosureActs
from publishing.admin.frame import head
from publishing.admin.handout_card import HandoutCard
from publishing.admin.live import Live
from publishing.admin.moves import show_moves
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, card, chip, empty, heading_cells, seal
from publishing.admin.pictures_card import PicturesCard
from publishing.admin.promotion import MARK
from publishing.admin.proof import (
    show_erasures,
    show_places,
    show_receipts,
    show_shown,
)
from publishing.admin.secrecy_record import show_records
from publishing.admin.section import Section
from publishing.admin.signatures import show_signatures
from publishing.admin.site import Build
from publishing.admin.source_link import show_source
from publishing.admin.stages_card import StagesCard
from publishing.admin.standing_words import standing_tone, standing_words
from publishing.admin.window_words import hung_before_words
from publishing.carriers.recording import Presences
from publishing.certificates.certificates import Certificates
from publishing.coverage.picture_holds import PictureHolds
from publishing.desk.changing import Changing
from publishing.desk.handover import Handover
from publishing.desk.views import DraftView
from publishing.desk.withdrawing import Withdrawing
from publishing.feeds.handouts import Handouts
from publishing.inspection.coverage import Coverages
from publishing.inspection.judging import Judging
from publishing.inspection.matter import Matter, Matters
from publishing.stages.staging import StageView, Staging
from publishing.tables.disclosures import DraftState

REFRESH_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Be all that the page shows at one moment."""

    matter: Matter
    standing: Standing | None
    stages: tuple[StageView, ...]


def disclosure_page(
    *,
    matters: Matters,
    judging: Judging,
    staging: Staging,
    coverages: Coverages,
    presences: Presences,
    certificates: Certificates,
    picture_holds: PictureHolds,
    changing: Changing,
    handover: Handover,
    withdrawing: Withdrawing,
    handouts: Handouts,
) -> Build:
    """Return the page of one disclosure."""

    async def build(live: Live) -> None:
        disclosure = live.path["disclosure"]

        def see(actor: str) -> Seen:
            return Seen(
                matter=matters.show(actor, disclosure),
                standing=judging.of(actor, disclosure),
                stages=staging.show(actor, disclosure),
            )

        async def load() -> Seen:
            return await live.ask(see)

        acts = DisclosureActs(
            live=live, changing=changing, handover=handover, withdrawing=withdrawing
        )

        async def redraw() -> None:
            await page.refresh()

        stages = StagesCard(live=live, staging=staging, again=redraw)
        page = Section(load, lambda seen: _draw(live, seen, acts, stages))
        acts.page = page
        await page.refresh()
        above = box()
        carriers = CarriersCard(
            live=live, disclosure=disclosure, coverages=coverages, presences=presences
        )
        handed = HandoutCard(
            live=live,
            disclosure=disclosure,
            handouts=handouts,
            recorded=carriers.draw,
        )
        with above:
            await handed.draw()
        await carriers.draw()
        proofs = CertificatesCard(
            live=live, disclosure=disclosure, certificates=certificates
        )
        await proofs.draw()
        pictures = PicturesCard(live=live, disclosure=disclosure, holds=picture_holds)
        await pictures.draw()

        async def again() -> None:
            page.show(await live.glance(see))

        live.every(REFRESH_S, again)

    return build


def _draw(live: Live, seen: Seen, acts: DisclosureActs, stages: StagesCard) -> None:
    matter, newest = seen.matter, seen.matter.newest
    told = matter.register_number or "还没有登记号"
    with head("公开事项", told, back=("全部事项", _listed(newest))):
        acts.draw(matter)
    with box("doc"), box("doc-title", tag="h3"):
        seal(newest.line.board)
        Text(newest.line.title)
        chip(name_of("draft_state", newest.line.state), _tone(newest))
        if newest.manifest is not None and newest.manifest.mandate.promotional:
            chip(MARK, "info")
        _standing(seen)
    Text(_about(live, matter), tag="p", classes="mut")
    with box("two"):
        with box("stack"):
            show_places(matter, live.calendar)
            show_shown(matter, live.calendar)
            show_receipts(matter, live.calendar)
            show_erasures(matter, live.calendar)
            show_moves(matter.moves, live.calendar)
        with box("stack"):
            stages.draw(seen.stages, newest)
            _versions(live, matter)
            _history(live, matter)


def _standing(seen: Seen) -> None:
    standing, manifest = seen.standing, seen.matter.newest.manifest
    if standing is None:
        return
    if manifest is not None and manifest.mandate.promotional:
        # Nothing demands a promotion: its days are not counted.
        return
    calendar_days = (
        manifest is not None and manifest.mandate.show_day_kind is DayKind.CALENDAR
    )
    days = "天" if calendar_days else "个工作日"
    chip(standing_words(standing, days=days), standing_tone(standing))


def _listed(version: DraftView) -> str:
    """Return the list that this disclosure stands in."""
    on_way = version.line.state in {
        DraftState.DRAFT,
        DraftState.SUBMITTED,
        DraftState.REVIEWED,
    }
    return "/disclosures?view=way" if on_way else "/disclosures"


def _about(live: Live, matter: Matter) -> str:
    form = matter.newest.form
    parts = (
        matter.unit_name,
        name_of("board", form.board),
        form.category,
        name_of("kind_of_act", form.kind_of_act),
        name_of("attribute", form.attribute),
        f"事项确定于 {live.calendar.day(form.settled_on)}",
        hung_before_words(matter.hung_since or form.hung_since),
        f"给{name_of('audience', form.audience)}看",
    )
    return "，".join(part for part in parts if part)


def _versions(live: Live, matter: Matter) -> None:
    for number, version in enumerate(matter.versions):
        title = f"第 {len(matter.versions) - number} 版"
        told = name_of("draft_state", version.line.state)
        with card(title, icon_name="draw", note=told):
            if version.line.return_reason:
                Text(f"退回：{version.line.return_reason}", tag="p", classes="mut")
            show_signatures(version, live.calendar, me=None)
            show_records(version, live.calendar)
            show_source(version, live.calendar)


def _history(live: Live, matter: Matter) -> None:
    with card("经过", icon_name="history", note="从操作记录里取"):
        if not matter.acts:
            empty("还没有记录。")
            return
        with box("list", tag="table"):
            heading_cells("时间", "谁", "做了什么")
            with box(tag="tbody"):
                for act in matter.acts:
                    with box(tag="tr"):
                        Text(live.calendar.exact(act.at), tag="td")
                        Text(act.by, tag="td")
                        Text(name_of("act", act.act), tag="td")


def _tone(version: DraftView) -> str:
    tones = {"approved": "ok", "withdrawn": "bad", "superseded": "plain"}
    return tones.get(version.line.state.value, "info")
