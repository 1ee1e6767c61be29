"""Offer what paper and groups get of a disclosure, in one press (REQ-35)."""

from nicegui import ui

from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Button, Handler, Text, box, button_link, card, link
from publishing.carriers.presences import Presence
from publishing.feeds.handouts import Handout, Handouts, NotSent
from publishing.tables.people import Office

_RECORDS = (Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER)
_NOT_NOW = "现在不在公开期内，不发微信群。"


class HandoutCard:
    """Be the part of a disclosure's page that hands it to other carriers."""

    def __init__(
        self, *, live: Live, disclosure: str, handouts: Handouts, recorded: Handler
    ) -> None:
        self._live = live
        self._disclosure = disclosure
        self._handouts = handouts
        self._recorded = recorded

    async def draw(self) -> None:
        """Draw the card; what was never published has none.

        Raises:
            NotThere: The disclosure is not for this person.
        """
        found = await self._live.ask(self._handouts.find, self._disclosure)
        if found is None:
            return
        with card("张贴和转发", icon_name="print", note="都取自签发的版本"):
            if found.not_sent is None:
                self._everything()
            if found.hangs:
                self._paper()
            if found.not_sent is None:
                self._message(found)
            else:
                Text(_why(found), tag="p", classes="mut")
            _said("data-fetched-said")

    def _everything(self) -> None:
        with box("row-of"):
            label = "一次下载全部（张贴稿、短文字、长图）"
            made = self._download(label, "everything.zip")
            made.classes("primary")
            made.props["data-copy"] = "true"

    def _paper(self) -> None:
        with box("row-of"):
            sheet = f"/disclosures/{self._disclosure}/sheet"
            button_link("打印张贴稿", sheet, icon="print")
            self._download("下载 A4 张贴稿（PDF）", "sheet.pdf")

    def _message(self, found: Handout) -> None:
        if found.page:
            with box(tag="p"):
                Text("对外网页：")
                out = link(found.page, found.page, classes="small")
                out.props["target"] = "_blank"
                out.props["rel"] = "noopener"
        field = ui.textarea("发到微信群的短文字", value=found.message)
        field.props("outlined dense autogrow readonly stack-label").classes("field")
        field.props["data-copied"] = "true"
        with box("row-of"):
            copy = Button("复制短文字", _nothing, icon="receipt_long")
            copy.props["data-copy"] = "true"
            self._download("下载长图", "long")
            if self._live.person.holds_somewhere(*_RECORDS):
                sent = self._live.handler(self._sent)
                Button("已发微信群", sent, icon="check", look="primary")
        _said("data-copy-said")

    def _download(self, label: str, what: str) -> Text:
        target = f"/api/disclosures/{self._disclosure}/{what}"
        # Outside the pages' own prefix: a plain link, and no page of the framework.
        # The page's own script fetches it, to say why where nothing comes.
        made = Text(label, tag="a", classes="a-btn")
        made.props["href"] = target
        made.props["data-icon"] = "download"
        made.props["data-fetched"] = "true"
        made.props["download"] = True
        return made

    async def _sent(self) -> None:
        kept: Presence = await self._live.ask(self._handouts.sent, self._disclosure)
        await self._recorded()
        self._live.say(f"已记下：{kept.remark}。记错了，在下面“载体”里作废。")


def _said(place: str) -> None:
    """Draw the line in which the page's own script says what became of a press."""
    said = Text("", tag="p", classes="note info")
    said.props[place] = "true"
    said.props["role"] = "status"
    said.props["hidden"] = True


async def _nothing() -> None:
    """Leave the press to the page's own script, which copies the text."""


def _why(found: Handout) -> str:
    if found.not_sent is NotSent.STAYS and found.stays is not None:
        return f"不对外发布，不发微信群：{name_of('stays_in', found.stays)}"
    return _NOT_NOW
