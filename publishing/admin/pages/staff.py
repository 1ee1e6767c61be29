"""Show the accounts and their keeping: invite, offices, reset, lock, leave."""

from collections.abc import Mapping, Sequence
from functools import partial

from nicegui import ui

from publishing.admin.dialog import Dialog, ask_reason, ask_sure
from publishing.admin.fields import all_of, line, several, text_of
from publishing.admin.identity_dialog import ask_identity
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.settings import settings_head
from publishing.admin.pages.sign_in import JOIN
from publishing.admin.parts import Button, Text, box, card, chip, heading_cells
from publishing.admin.section import Section
from publishing.admin.site import Build
from publishing.admin.substitutes import SubstitutesCard
from publishing.catalogue.units import Units
from publishing.errors import Refused
from publishing.staff.accounts import Accounts
from publishing.staff.identity import Identities, IdentityView
from publishing.staff.members import StaffView
from publishing.staff.offices import OFFICE_NAMES, Held
from publishing.staff.substitutes import MAY_BE_STOOD_IN, Substitutes
from publishing.staff.tokens import OneTimeToken
from publishing.tables.people import Office, StaffState


def staff_page(
    *,
    accounts: Accounts,
    units: Units,
    identities: Identities,
    substitutes: Substitutes,
) -> Build:
    """Return the page of the accounts."""

    async def build(live: Live) -> None:
        settings_head("staff", live.person)
        places = {unit.id: unit.form.name for unit in await live.ask(units.listing)}
        page = _Staff(live, accounts, identities, places)
        await page.listing.refresh()
        offices = _stood_in(await live.ask(accounts.listing), places)
        standing = SubstitutesCard(live, substitutes, offices)
        await standing.listing.refresh()

    return build


class _Staff:
    """Bind the accounts' acts to their rows."""

    def __init__(
        self,
        live: Live,
        accounts: Accounts,
        identities: Identities,
        places: Mapping[str, str],
    ) -> None:
        self._live = live
        self._identities = identities
        self._known: Mapping[str, IdentityView] = {}
        self._accounts = accounts
        self._places = places
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[tuple[StaffView, ...], Mapping[str, IdentityView]]:
        members = await self._live.ask(self._accounts.listing)
        return members, await self._live.ask(self._identities.listing)

    def _draw(
        self, found: tuple[tuple[StaffView, ...], Mapping[str, IdentityView]]
    ) -> None:
        members, self._known = found
        with card("人员", icon_name="badge", note=f"{len(members)} 个账号"):
            with box("row-of"):
                Button(
                    "邀请一位",
                    self._live.handler(self._invite),
                    icon="add",
                    look="primary",
                )
            with box("list", tag="table"):
                heading_cells("姓名", "账号", "状态", "职责", "")
                with box(tag="tbody"):
                    for member in members:
                        self._row(member)

    def _row(self, member: StaffView) -> None:
        with box(tag="tr").mark(f"row-{member.login}"):
            with box(tag="td"):
                Text(member.name)
                for words in self._known[member.id].alike:
                    chip(words, "warn", icon_name="error")
            Text(member.login, tag="td")
            with box(tag="td"):
                _state(member)
            Text(self._told(member.offices), tag="td")
            with box("acts", tag="td"), box("row-of end"):
                self._acts(member)

    def _acts(self, member: StaffView) -> None:
        if member.state is StaffState.LEFT:
            return
        acts = {
            "改职责": self._offices,
            "是谁": self._identity,
            "重设密码": self._reset,
            "解锁" if member.locked_at else "锁定": (
                self._unlock if member.locked_at else self._lock
            ),
            "离岗": self._leave,
        }
        for label, act in acts.items():
            look = "low bad" if label == "离岗" else "low"
            Button(label, self._live.handler(partial(act, member)), look=look)

    async def _invite(self) -> None:
        with Dialog("邀请一位同事") as made:
            name = line("姓名", most=40)
            login = line("账号（小写字母、数字）", most=40)
            held = several("职责", self._choices())

            async def go() -> None:
                read = all_of(
                    {
                        "name": partial(text_of, name, "姓名"),
                        "login": partial(text_of, login, "账号"),
                        "offices": partial(_some_held, held),
                    }
                )
                token = await self._live.ask(self._accounts.invite, **read)
                made.close()
                self._hand_over(token)
                await self.listing.refresh()
                self._warn(token.staff_id)

            made.acts(self._live, "发邀请", go, look="primary")
        made.open()

    async def _offices(self, member: StaffView) -> None:
        with Dialog(f"改职责：{member.name}") as made:
            now = [f"{held.unit} {held.office.value}" for held in member.offices]
            held = several("职责", self._choices(), now)

            async def go() -> None:
                await self._live.ask(
                    self._accounts.set_offices, member.id, offices=_held(held)
                )
                made.close()
                self._live.say(f"{member.name}的职责已改，马上生效。")
                await self.listing.refresh()

            made.acts(self._live, "保存", go, look="primary")
        made.open()

    async def _identity(self, member: StaffView) -> None:
        ask_identity(
            self._live,
            self._identities,
            self._known,
            member.id,
            self.listing.refresh,
        )

    async def _reset(self, member: StaffView) -> None:
        async def go() -> None:
            token = await self._live.ask(self._accounts.reset, member.id)
            self._hand_over(token)
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"重设{member.name}的密码",
            consequence="现在的密码马上失效，正在开着的页面会退出。",
            act="重设",
            do=go,
        )

    async def _lock(self, member: StaffView) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._accounts.lock, member.id, reason=reason)
            self._live.say(f"{member.name}的账号已锁定。要恢复，请按“解锁”。")
            await self.listing.refresh()

        ask_reason(
            self._live,
            title=f"锁定{member.name}的账号",
            consequence="马上退出，解锁以前不能登录。",
            label="原因",
            act="锁定",
            do=go,
        )

    async def _unlock(self, member: StaffView) -> None:
        await self._live.ask(self._accounts.unlock, member.id)
        self._live.say(f"{member.name}可以登录了。")
        await self.listing.refresh()

    async def _leave(self, member: StaffView) -> None:
        async def go() -> None:
            await self._live.ask(self._accounts.leave, member.id)
            self._live.say(f"{member.name}已离岗。签过的字和记录都还在。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"{member.name}离岗",
            consequence="账号停用，不能再恢复；签过的字和记录都保留。",
            act="办理离岗",
            do=go,
        )

    def _warn(self, staff: str) -> None:
        """Say at once if a new account looks like one that is there."""
        alike = self._known[staff].alike
        if alike:
            words = f"新账号{'；'.join(alike)}。是同一个人的，请按“是谁”标明。"
            self._live.say(words, tone="warn")

    def _hand_over(self, token: OneTimeToken) -> None:
        """Show a one-time link, the only time it can be seen."""
        with Dialog(f"把这个链接交给“{token.login}”本人") as made:
            link = f"{self._live.address}{JOIN}#{token.token}"
            Text(link, tag="p", classes="once")
            until = self._live.calendar.moment(token.expires_at)
            words = f"只在这里显示一次，用过就作废，{until} 以前有效。"
            Text(words, tag="p", classes="mut")

            async def done() -> None:
                made.close()

            with box("row-of end"):
                Button("已经交给本人", done, look="primary")
        made.open()

    def _choices(self) -> dict[str, str]:
        return {
            f"{unit} {office.value}": f"{place} {OFFICE_NAMES[office]}"
            for unit, place in self._places.items()
            for office in Office
        }

    def _told(self, offices: tuple[Held, ...]) -> str:
        return "、".join(
            f"{self._places.get(held.unit, held.unit)} {OFFICE_NAMES[held.office]}"
            for held in offices
        )


def _stood_in(
    members: Sequence[StaffView], places: Mapping[str, str]
) -> dict[str, str]:
    """Return the offices that another may stand in for, by whose they are."""
    return {
        f"{one.id} {held.unit} {held.office.value}": (
            f"{one.name}：{places.get(held.unit, held.unit)} "
            f"{OFFICE_NAMES[held.office]}"
        )
        for one in members
        for held in one.offices
        if held.office in MAY_BE_STOOD_IN
    }


def _some_held(field: ui.select) -> tuple[Held, ...]:
    """Return the offices that were chosen.

    Raises:
        Refused: None was; who holds none can do nothing here.
    """
    held = _held(field)
    if not held:
        raise Refused("“职责”没有选。请至少选一项。", code="form")
    return held


def _held(field: ui.select) -> tuple[Held, ...]:
    chosen = (str(value).split(" ") for value in field.value or ())
    return tuple(Held(unit=unit, office=Office(office)) for unit, office in chosen)


def _state(member: StaffView) -> None:
    if member.locked_at is not None:
        chip(f"已锁定：{member.lock_reason}", "bad", icon_name="lock")
    elif member.state is StaffState.ACTIVE:
        chip(name_of("staff_state", member.state), "ok", icon_name="check")
    else:
        chip(name_of("staff_state", member.state))
