"""Let members of staff keep their own signing key, and name who stands in for them."""

from collections.abc import Mapping

from nicegui import ui

from publishing.admin.dates import fingerprint
from publishing.admin.fields import text_of
from publishing.admin.key_cards import SecurityKeysCard, VouchingCard
from publishing.admin.live import Live
from publishing.admin.pages.settings import settings_head
from publishing.admin.parts import Button, Text, box, card, empty, facts, note
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.admin.substitutes import SubstitutesCard
from publishing.catalogue.units import Units
from publishing.errors import Refused
from publishing.staff.keys import Keys, KeyView
from publishing.staff.offices import OFFICE_NAMES, Person
from publishing.staff.security_keys import SecurityKeys
from publishing.staff.substitutes import MAY_BE_STOOD_IN, Substitutes
from publishing.staff.vouching import Vouching
from publishing.tables.people import Office


def own_key_page(
    *,
    keys: Keys,
    security_keys: SecurityKeys,
    vouching: Vouching,
    substitutes: Substitutes,
    units: Units,
) -> Build:
    """Return the page of one's own keys and substitutes."""

    async def build(live: Live) -> None:
        settings_head("key", live.person)
        places = {unit.id: unit.form.name for unit in await live.ask(units.listing)}
        with box("two"):
            with box("stack"):
                page = _OwnKey(live, keys, vouching)
                await page.shown.refresh()
                if live.person.holds_somewhere(Office.ADMIN):
                    waiting = VouchingCard(live, vouching)
                    await waiting.listing.refresh()
                offices = _offices(live.person, places)
                standing = SubstitutesCard(live, substitutes, offices)
                await standing.listing.refresh()
            with box("stack"):
                page.draw_making()
                devices = SecurityKeysCard(live, security_keys)
                await devices.listing.refresh()

    return build


class _OwnKey:
    """Bind making a key to the fields of its passphrase."""

    def __init__(self, live: Live, keys: Keys, vouching: Vouching) -> None:
        self._live = live
        self._keys = keys
        self._vouching = vouching
        self.shown = Section(self._load, self._draw)

    async def _load(self) -> tuple[KeyView | None, bool]:
        key = await self._live.ask(self._keys.mine)
        waits = await self._live.ask(self._vouching.waits)
        return key, key is not None and key.key_id in waits

    def _draw(self, found: tuple[KeyView | None, bool]) -> None:
        key, waits = found
        with card("我的钥匙", icon_name="lock"):
            if key is None:
                empty("您还没有钥匙。要批准、要核对纸面签字，先在右边做一把。")
                return
            made = self._live.calendar.moment(key.made_at)
            facts({"做于": made, "公钥指纹": fingerprint(key.key_id)})
            words = "终端会拿公钥核对您的签名。换新钥匙以后，旧钥匙签过的仍然有效。"
            note(words, tone="info")
            if waits:
                words = "这把是换过的，要请管理员当面核对指纹，再送线下签字，才算数。"
                note(words)

    def draw_making(self) -> None:
        """Draw the two fields of a passphrase and the act."""
        with card("做一把钥匙", icon_name="add"):
            words = (
                "口令只有您知道，中心不存口令。忘了口令打不开钥匙，只能再做一把。"
                "不要和登录密码一样。"
            )
            Text(words, tag="p", classes="mut small")
            first, second = _secret("口令，10 个字以上"), _secret("再输一次")

            async def go() -> None:
                phrase = text_of(first, "口令")
                if phrase != text_of(second, "再输一次"):
                    raise Refused("两次输的口令不一样。请重输。", code="form")
                await self._live.ask(self._keys.make, passphrase=phrase)
                for field in (first, second):
                    field.set_value("")
                self._live.say("钥匙做好了。人员名单签好、导入以后，终端就认它。")
                await self.shown.refresh()

            Button("做钥匙", self._live.handler(go), icon="check", look="primary")


def _offices(person: Person, places: Mapping[str, str]) -> dict[str, str]:
    """Return the person's own offices that another may stand in for."""
    borrowed = {one.held for one in person.stand_ins}
    return {
        f"{person.id} {held.unit} {held.office.value}": (
            f"我的：{places.get(held.unit, held.unit)} {OFFICE_NAMES[held.office]}"
        )
        for held in sorted(
            person.offices - borrowed, key=lambda one: (one.unit, one.office)
        )
        if held.office in MAY_BE_STOOD_IN
    }


def _secret(label: str) -> ui.input:
    made = ui.input(label, password=True).classes("field")
    return made.props("dense outlined stack-label autocomplete=new-password")
