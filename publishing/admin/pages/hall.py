"""Show what the default page says of a unit's hall, and let the office change it."""

from collections.abc import Mapping
from functools import partial

from programme.programme import Hall
from publishing.admin.approved_words import WHEN_SHOWN
from publishing.admin.fields import all_of, choice, line, text_of
from publishing.admin.hours import hours_fields, hours_words
from publishing.admin.live import Live
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, facts
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.catalogue.halls import Halls
from publishing.catalogue.units import Units
from publishing.errors import NotThere
from publishing.tables.people import Office


def hall_page(*, halls: Halls, units: Units) -> Build:
    """Return the page of the halls."""

    async def build(live: Live) -> None:
        settings_head("hall", live.person)
        found = await live.ask(units.listing)
        places = {unit.id: unit.form.name for unit in found if unit.closed_at is None}
        unit = live.query.get("unit") or next(iter(places), "")
        page = _HallPage(live, halls, places, unit)
        await page.section.refresh()

    return build


class _HallPage:
    """Bind one unit's hall to its form."""

    def __init__(
        self, live: Live, halls: Halls, places: Mapping[str, str], unit: str
    ) -> None:
        self._live = live
        self._halls = halls
        self._places = places
        self._unit = unit
        self.section = Section(self._load, self._draw)

    async def _load(self) -> tuple[Hall | None, str]:
        try:
            return await self._live.ask(self._halls.show, self._unit), self._unit
        except NotThere:
            return None, self._unit

    def _draw(self, shown: tuple[Hall | None, str]) -> None:
        hall, _ = shown
        with card(
            "大厅资料", icon_name="apartment", note="没有事项可放时，屏上就显示这些"
        ):
            unit = choice("哪个单位的大厅", self._places, self._unit)
            unit.on_value_change(
                lambda event: self._live.go(f"/settings/hall?unit={event.value}")
            )
            keeps = self._live.person.holds_somewhere(Office.PUBLISHER, Office.ADMIN)
            if hall is None:
                asked = "填好保存，屏上马上能用。" if keeps else "请找发布办公室填。"
                Text(f"还没有写大厅资料。{asked}", classes="mut")
            if keeps:
                self._form(hall)
            elif hall is not None:
                facts(_told(hall))

    def _form(self, hall: Hall | None) -> None:
        county = next(iter(self._places.values()), "")
        with box("halves"):
            county_name = line("县名", hall.county_name if hall else county, most=60)
            name = line("大厅名称", hall.name if hall else "", most=60)
            place = line("咨询台", hall.enquiry_place if hall else "", most=60)
            telephone = line(
                "咨询电话", hall.enquiry_telephone if hall else "", most=30
            )
            hotline = line("热线", hall.hotline if hall else "12345", most=20)
        hours = hours_fields(hall.hours if hall else ())

        async def save() -> None:
            made = Hall(
                **all_of(
                    {
                        "county_name": partial(text_of, county_name, "县名"),
                        "name": partial(text_of, name, "大厅名称"),
                        "hours": hours,
                        "enquiry_place": partial(text_of, place, "咨询台"),
                        "enquiry_telephone": partial(text_of, telephone, "咨询电话"),
                        "hotline": partial(text_of, hotline, "热线"),
                    }
                )
            )
            await self._live.ask(self._halls.change, self._unit, made)
            self._live.say(f"“{made.name}”的资料已保存。{WHEN_SHOWN}")

        with box("row-of end"):
            Button("保存", self._live.handler(save), look="primary")


def _told(hall: Hall) -> dict[str, str]:
    return {
        "县名": hall.county_name,
        "大厅名称": hall.name,
        "咨询台": hall.enquiry_place,
        "咨询电话": hall.enquiry_telephone,
        "热线": hall.hotline,
        "服务时间": hours_words(hall.hours),
    }
