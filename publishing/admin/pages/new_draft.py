"""Let a drafter begin a disclosure; decide nothing."""

from collections.abc import Mapping
from functools import partial

from config.mandates import Preset
from publishing.admin.draft_content import DraftContent
from publishing.admin.draft_form import draft_fields
from publishing.admin.entry_fields import EntryFields, asked_unit
from publishing.admin.fields import choice, chosen
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import Button, box, card, note
from publishing.admin.places import open_names
from publishing.admin.site import Build
from publishing.catalogue.categories import Categories
from publishing.catalogue.entries import Entries
from publishing.catalogue.units import Units
from publishing.desk.content import NewDraft
from publishing.desk.drafting import Drafting
from publishing.errors import NotAllowed
from publishing.schedule.groups import Groups
from publishing.tables.people import Office


def new_draft_page(
    *,
    drafting: Drafting,
    units: Units,
    groups: Groups,
    entries: Entries,
    categories: Categories,
    mandates: Mapping[str, Preset],
) -> Build:
    """Return the page that begins a disclosure; it is made for drafters alone."""

    async def build(live: Live) -> None:
        if not live.person.holds_somewhere(Office.DRAFTER):
            raise NotAllowed("起草公开事项", wanted="起草人")
        found = await live.ask(units.listing)
        places = {unit.id: unit.form.name for unit in found if unit.closed_at is None}
        shown = open_names(await live.ask(groups.listing))
        offered = await live.ask(categories.offered)
        content = DraftContent(())

        async def save() -> None:
            more = served.readers() | {"unit": partial(chosen, unit, "哪个单位的")}
            values = fields.values(live.house.zone, content.read(), more)
            form = NewDraft(**values)
            made = await live.ask(drafting.create, form)
            live.go(f"/drafts/{made.line.id}")

        about = "先存下来，再导入文件或提交"
        with head("新的公开事项", about, back=("全部事项", "/disclosures")):
            keep = live.handler(save)
            Button("存为草稿", keep, icon="check", look="primary", main=True)
        with box("two"):
            with card("怎么公开", icon_name="tune"):
                unit = choice("哪个单位的", places, asked_unit(live, places))
                served = EntryFields(live, entries)
                fields = draft_fields(
                    None,
                    calendar=live.calendar,
                    groups=shown,
                    mandates=mandates,
                    categories=offered,
                )
                await served.follow(unit, fields)
            with box("stack"):
                content.draw()
                words = "有 Word、Excel、PDF 或图片的，先存为草稿，再导入。"
                note(words, tone="info")

    return build
