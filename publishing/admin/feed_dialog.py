"""Let a person have their deadlines on a telephone: the address, told once."""

from datetime import datetime

from publishing.admin.dialog import Dialog, ask_sure
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box
from publishing.feeds.calendars import CalendarFeeds
from publishing.feeds.routes import address_of

_ABOUT = (
    "把地址加进手机或 Outlook 的“订阅日历”，应发布日、法定期限和期满日会自己出现，"
    "约一小时更新一次。"
    "里面没有人名，不对所有人公开的事项没有标题。地址等于钥匙，不要转给别人。"
)


async def ask_feed(live: Live, feeds: CalendarFeeds) -> None:
    """Open the dialog of the person's calendar address."""
    made_at = await live.ask(feeds.made_at)
    with Dialog("在手机上看日历") as made:
        Text(_ABOUT, tag="p", classes="mut")
        Text(_state(made_at, live), tag="p")
        if made_at is not None:
            with box("row-of"):

                async def end() -> None:
                    made.close()
                    _ask_end(live, feeds)

                Button("停用现在的地址", live.handler(end), look="low bad")

    async def make() -> None:
        token = await live.ask(feeds.make)
        made.close()
        _tell(live, token)

    label = "生成地址" if made_at is None else "换一个新地址"
    made.acts(live, label, make, look="primary")
    made.open()


def _state(made_at: datetime | None, live: Live) -> str:
    if made_at is None:
        return "您还没有订阅地址。"
    at = live.calendar.moment(made_at)
    return f"您的地址是 {at} 生成的。忘了的话换一个新的，旧的马上失效。"


def _tell(live: Live, token: str) -> None:
    """Show a new address; it is told this once."""
    address = f"{live.address.removesuffix(live.root)}{address_of(token)}"
    with Dialog("您的日历订阅地址") as made:
        Text(address, tag="p", classes="once")
        words = "只显示这一次，请现在就加进手机或 Outlook。以前的地址已经失效。"
        Text(words, tag="p", classes="mut")

        async def close() -> None:
            made.close()

        with box("row-of end"):
            Button("记好了", close, look="primary")
    made.open()


def _ask_end(live: Live, feeds: CalendarFeeds) -> None:
    async def go() -> None:
        await live.ask(feeds.end)
        live.say("订阅地址已停用，手机上不会再更新。")

    ask_sure(
        live,
        title="停用日历订阅地址",
        consequence="手机和 Outlook 里的这个日历不再更新。随时可以生成新的。",
        act="停用",
        do=go,
    )
