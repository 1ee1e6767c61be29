"""Show what pictures of a disclosure there are, and let staff hold them."""

from publishing.admin.dates import Calendar
from publishing.admin.dialog import ask_reason
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, card
from publishing.admin.section import Section
from publishing.coverage.picture_holds import HoldView, PictureHolds, PicturesView
from publishing.tables.people import Office

_WORDS = (
    "屏幕给自己拍的照片，满了保存期限就删，记录和指纹一直在。出过公示证明的、"
    "覆盖上还有事没定的不删；有争议的，请写明原因留存。"
)
_ERASED = "期满清除的名单、因个人信息等撤下的，照片不论留存与否都删。"


class PicturesCard:
    """Be the part of a disclosure's page that speaks of its pictures."""

    def __init__(self, *, live: Live, disclosure: str, holds: PictureHolds) -> None:
        self._live = live
        self._disclosure = disclosure
        self._holds = holds
        self._section = Section(self._load, self._draw)

    async def draw(self) -> None:
        """Draw it for the first time."""
        await self._section.refresh()

    async def _load(self) -> PicturesView:
        return await self._live.ask(self._holds.show, self._disclosure)

    def _draw(self, view: PicturesView) -> None:
        calendar = self._live.calendar
        with card("屏幕照片", icon_name="visibility"):
            Text(_WORDS, tag="p", classes="mut")
            Text(_ERASED, tag="p", classes="mut")
            Text(_count_words(view), tag="p")
            for one in view.holds:
                Text(_held_words(one, calendar), tag="p")
            if not self._live.person.holds_somewhere(Office.PUBLISHER, Office.APPROVER):
                return
            if view.held:
                Button("解除留存", self._live.handler(self._lift), look="low")
            else:
                Button("有争议，留存照片", self._live.handler(self._hold), icon="lock")

    async def _hold(self) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._holds.hold, self._disclosure, reason=reason)
            await self._section.refresh()
            self._live.say("照片留存了，到期也不删。")

        ask_reason(
            self._live,
            title="留存这件的屏幕照片",
            consequence="到期也不删，直到有人解除。清除个人信息不受影响。",
            label="为什么（哪一件争议、谁提的）",
            act="留存",
            do=go,
        )

    async def _lift(self) -> None:
        async def go(reason: str) -> None:
            await self._live.ask(self._holds.lift, self._disclosure, reason=reason)
            await self._section.refresh()
            self._live.say("留存解除了，照片按期限保存。")

        ask_reason(
            self._live,
            title="解除留存",
            consequence="已经过了保存期限的照片会在一天之内删掉，找不回来。",
            label="原因（争议怎么了结的）",
            act="解除",
            do=go,
        )


def _count_words(view: PicturesView) -> str:
    told = [f"存着 {view.stored} 张"]
    if view.erased:
        told.append(f"清除个人信息时删了 {view.erased} 张")
    if view.aged:
        told.append(f"满期删了 {view.aged} 张")
    return f"{'，'.join(told)}。"


def _held_words(one: HoldView, calendar: Calendar) -> str:
    lifted = f"，{calendar.moment(one.lifted_at)} 解除" if one.lifted_at else ""
    at = calendar.moment(one.held_at)
    return f"{one.held_by_name} {at} 留存：{one.reason}{lifted}"
