"""Show which carriers carried a disclosure and record them; decide nothing (REQ-35)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from nicegui import ui

from programme.carriers import PROVED_BY_DEVICES, Carrier
from publishing.admin.coverage import show_coverage
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import (
    all_of,
    choice,
    chosen,
    day,
    day_of,
    day_or_none,
    line,
)
from publishing.admin.live import Live
from publishing.admin.names import choices, name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    card,
    chip,
    empty,
    link,
)
from publishing.admin.picking import pick, told_here
from publishing.admin.section import Section
from publishing.carriers.presences import Presence, PresenceForm
from publishing.carriers.recording import Presences
from publishing.inspection.coverage import Coverage, Coverages
from publishing.tables.people import Office

_OFFICES = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)
_BY_WORDS = tuple(
    one for one in Carrier if one not in {*PROVED_BY_DEVICES, Carrier.PAPER_BOARD}
)
_PICTURES = "image/jpeg,image/png,image/webp"


class CarriersCard:
    """Be the part of a disclosure's page that speaks of carriers."""

    def __init__(
        self,
        *,
        live: Live,
        disclosure: str,
        coverages: Coverages,
        presences: Presences,
    ) -> None:
        self._live = live
        self._disclosure = disclosure
        self._coverages = coverages
        self._presences = presences
        self._section = Section(self._load, self._draw)

    async def draw(self) -> None:
        """Draw it, for the first time or after something was recorded elsewhere."""
        await self._section.refresh()

    async def _load(self) -> Coverage:
        return await self._live.ask(self._coverages.of, self._disclosure)

    def _draw(self, found: Coverage) -> None:
        if not found.groups:
            return
        with box("two"):
            with box("stack"):
                self._records(found)
            with box("stack"):
                show_coverage(found, self._live.calendar)

    def _records(self, found: Coverage) -> None:
        primary = "、".join(name_of("carrier", one) for one in sorted(found.primary))
        told = f"凭记录算数的：{primary}" if primary else "只有屏幕的证据算数"
        with card("载体", icon_name="inventory_2", note=told):
            if self._live.person.holds_somewhere(*_OFFICES):
                self._ways()
            if not found.presences:
                empty("还没有记载体。贴了公开栏、上了网站，在这里记一笔。")
            for one in found.presences:
                self._record(one)
            for one in found.earlier:
                self._earlier(one)

    def _ways(self) -> None:
        """Offer what is recorded most: a photo of the board, and everything else."""
        with box("row-of"):
            add = self._live.handler(self._add)
            Button("记网站和其他载体", add, icon="add")
        self._photo(
            "贴上公开栏的日子",
            "传贴好的照片",
            lambda on: f"/api/presences/of/{self._disclosure}/photo?from_on={on}",
        )

    def _photo(self, label: str, act: str, to: Callable[[str], str]) -> None:
        """Draw a day and where a photo goes; choosing the photo is the act."""
        with box("drop") as place:
            with box("row-of"):
                on = day(label, self._live.calendar.today)
                pick(act, _PICTURES)
            told_here()
        place.props["data-upload"] = to(str(on.value))
        on.on_value_change(lambda: place.props.update({"data-upload": to(_typed(on))}))

    def _record(self, one: Presence) -> None:
        calendar = self._live.calendar
        with box("carried").mark(f"presence-{one.id}"):
            with box("row-of"):
                Text(name_of("carrier", one.carrier), tag="b")
                Text(_span(one, calendar.day))
                if one.last_on is None:
                    chip("还在", "ok")
            with box("row-of"):
                for told, sha256 in (
                    ("贴上时", one.posted_photo),
                    ("取下时", one.removed_photo),
                ):
                    if sha256 is not None:
                        _picture(told, sha256)
            if one.address:
                link(one.address, one.address, classes="small")
            if one.remark:
                Text(one.remark, tag="p")
            words = f"{one.recorded_by_name}记于 {calendar.exact(one.recorded_at)}"
            Text(words, tag="p", classes="mut small")
            if self._live.person.holds_somewhere(*_OFFICES):
                self._acts(one)

    def _acts(self, one: Presence) -> None:
        if one.carrier is Carrier.PAPER_BOARD and one.last_on is None:
            self._photo(
                "最后挂着的一天",
                "传取下后的照片",
                lambda on: f"/api/presences/{one.id}/removal/photo?last_on={on}",
            )
        with box("row-of end"):
            change = self._live.handler(partial(self._correct, one))
            Button("更正", change, look="low")
            strike = self._live.handler(partial(self._strike, one))
            Button("作废", strike, look="low bad")

    def _earlier(self, one: Presence) -> None:
        with box("carried mut small"):
            state = "已作废" if one.struck else "已被新记录代替"
            span = _span(one, self._live.calendar.day)
            words = f"{name_of('carrier', one.carrier)}，{span}（{state}）{one.reason}"
            Text(words, tag="p")

    async def _add(self) -> None:
        with Dialog("记网站和其他载体") as made:
            carrier = choice("载体", choices("carrier", _BY_WORDS), "website")
            fields = _Fields(None, self._live.calendar.today)

        async def go() -> None:
            kind = Carrier(chosen(carrier, "载体"))
            form = fields.read(kind, reason="")
            await self._live.ask(self._presences.record, self._disclosure, form)
            made.close()
            self._live.say(f"已记下{name_of('carrier', kind)}。")
            await self._section.refresh()

        made.acts(self._live, "记下", go, look="primary")
        made.open()

    async def _correct(self, one: Presence) -> None:
        with Dialog(f"更正{name_of('carrier', one.carrier)}的记录") as made:
            words = "原来的记录留着，新的代替它。照片不变；照片错了请作废后重记。"
            Text(words, tag="p", classes="mut")
            fields = _Fields(one, one.from_on)
            reason = line("为什么改", most=200)

        async def go() -> None:
            form = fields.read(one.carrier, reason=str(reason.value or ""))
            await self._live.ask(self._presences.correct, one.id, form)
            made.close()
            self._live.say("已更正，原来的记录也留着。")
            await self._section.refresh()

        made.acts(self._live, "更正", go, look="primary")
        made.open()

    async def _strike(self, one: Presence) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._presences.strike, one.id, reason=reason)
            self._live.say("这条记录已作废，它和原因都留着。")
            await self._section.refresh()

        ask_reason(
            self._live,
            title=f"作废{name_of('carrier', one.carrier)}的记录",
            consequence="靠它算数的日子会重新数。记录和原因都留着。",
            label="为什么作废",
            act="作废",
            do=go,
        )


class _Fields:
    """Be the fields of a record without photos."""

    def __init__(self, one: Presence | None, from_on: date) -> None:
        with box("halves"):
            self._from_on = day("从哪天", from_on)
            last_on = one.last_on if one else None
            self._last_on = day("最后一天（空着：还在）", last_on)
        address = one.address if one else ""
        self._address = line("网页地址（网站要写）", address, most=400)
        remark = one.remark if one else ""
        self._remark = line("凭据：期号、会议、条数等", remark, most=200)

    def read(self, carrier: Carrier, *, reason: str) -> PresenceForm:
        """Return what was typed.

        Raises:
            Refused: A day cannot be read.
        """
        days = all_of(
            {
                "from_on": partial(day_of, self._from_on, "从哪天"),
                "last_on": partial(day_or_none, self._last_on, "最后一天"),
            }
        )
        return PresenceForm(
            carrier=carrier,
            address=str(self._address.value or ""),
            remark=str(self._remark.value or ""),
            reason=reason,
            **days,
        )


def _typed(field: ui.input) -> str:
    """Return what stands in a field of a day, as an address carries it."""
    return "".join(sign for sign in str(field.value or "") if sign in "0123456789-")


def _span(one: Presence, told: Callable[[date], str]) -> str:
    if one.last_on is None:
        return f"{told(one.from_on)} 起"
    return f"{told(one.from_on)} 到 {told(one.last_on)}"


def _picture(told: str, sha256: str) -> None:
    with box(tag="a", classes="photo") as large:
        made = box(tag="img")
        made.props["src"] = f"/api/presences/photos/{sha256}"
        made.props["alt"] = f"公开栏{told}的照片"
        Text(told, classes="small")
    large.props["href"] = f"/api/presences/photos/{sha256}"
    large.props["target"] = "_blank"
    large.props["rel"] = "noopener"
