"""Show the journal of every act, and check that nobody edited it (REQ-70, REQ-75)."""

from publishing.admin.frame import head
from publishing.admin.journal_words import (
    act_words,
    actor_words,
    detail_words,
    subject_words,
)
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import (
    Button,
    Text,
    box,
    button_link,
    card,
    empty,
    heading_cells,
    link,
)
from publishing.admin.site import Build
from publishing.inspection.pages import JournalLine, JournalPages

_A_PAGE = 50


def journal_page(*, journal: JournalPages) -> Build:
    """Return the page of the journal."""

    async def build(live: Live) -> None:
        before = _number(live.query.get("before", ""))
        subject = live.query.get("subject", "")
        lines = await live.ask(
            journal.page, before=before, subject=subject, limit=_A_PAGE
        )
        with head("操作记录", "谁在什么时候做了什么，一条接一条，改不掉"):
            button_link("月报", "/reports", icon="article")
            button_link("校验点", "/checkpoints", icon="fact_check")
            Button(
                "检查有没有被改过",
                live.handler(lambda: _check(live, journal)),
                icon="verified",
                look="primary",
            )
        with card("记录", icon_name="menu_book", note=_range(lines)):
            _table(live, lines)
        _turn(lines, before, subject)

    return build


async def _check(live: Live, journal: JournalPages) -> None:
    verdict = await live.ask(journal.check)
    if verdict.flaw is None:
        words = f"{verdict.entries} 条记录首尾相接，没有被改过。最后一条的指纹："
        live.say(f"{words}{verdict.head}")
        return
    flaw = name_of("flaw", verdict.flaw)
    words = f"第 {verdict.bad_number} 条有问题：{flaw}。前 {verdict.entries} 条完好。"
    live.say(f"{words}请保护好数据库，报监督部门。", tone="bad")


def _table(live: Live, lines: tuple[JournalLine, ...]) -> None:
    if not lines:
        empty("还没有记录。有人登录、起草、签名以后，这里就有了。")
        return
    calendar = live.calendar
    with box("list", tag="table"):
        heading_cells("号", "时间", "谁", "做了什么", "对象", "细节")
        with box(tag="tbody"):
            for line in lines:
                with box(tag="tr"):
                    Text(str(line.number), tag="td")
                    Text(calendar.exact(line.at), tag="td", classes="nowrap")
                    Text(actor_words(line), tag="td", classes="nowrap")
                    Text(act_words(line), tag="td", classes="nowrap")
                    with box(tag="td"):
                        _subject(line)
                    told = detail_words(line, calendar)
                    Text(told, tag="td", classes="mut small anywhere")


def _turn(lines: tuple[JournalLine, ...], before: int | None, subject: str) -> None:
    with box("row-of end"):
        if before is not None:
            button_link("回到最新", "/journal", icon="arrow_upward")
        if len(lines) == _A_PAGE:
            target = f"/journal?before={lines[-1].number}"
            if subject:
                target += f"&subject={subject}"
            button_link("更早的", target, icon="arrow_downward")


def _range(lines: tuple[JournalLine, ...]) -> str:
    if not lines:
        return ""
    return f"第 {lines[-1].number} 至 {lines[0].number} 条"


def _subject(line: JournalLine) -> None:
    words = subject_words(line)
    if line.act.startswith(("draft.", "withdrawal.")):
        link(words, f"/disclosures/{line.subject}")
        return
    Text(words, classes="mut")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
