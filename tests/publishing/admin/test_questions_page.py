from datetime import date
from zoneinfo import ZoneInfo

from programme.chain import GENESIS, link
from programme.echo import Result
from programme.questions import (
    Question,
    QuestionKind,
    Topic,
    TopicKind,
    number_of,
    sealed_question,
)
from programme.sealed_box import OpeningKey
from publishing.evidence.questions import note_questions
from publishing.voice.forms import ReplyForm
from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.day_sums import KIOSK, enrolled

KEY = OpeningKey(bytes(range(32)))


def ask(pages: Pages, text: str) -> None:
    """Have a visitor's question come in."""
    county = pages.county
    enrolled(county)
    now = county.clock.now()
    asked = Question(
        number=number_of(27418365091),
        kind=QuestionKind.SUGGESTION,
        topic=Topic(kind=TopicKind.OTHER),
        text=text,
        public=True,
        device=KIOSK,
        asked_at=now,
        clock_sure=True,
    )
    left = link(sealed_question(asked, KEY.public), number=1, previous=GENESIS)
    with county.database.session() as session:
        note_questions(
            session,
            KIOSK,
            [left],
            key=KEY,
            workdays=county.services.calendars.workdays,
            zone=ZoneInfo("Asia/Shanghai"),
            at=now,
        )


# REQ-50, REQ-51
async def test_a_question_is_routed_answered_and_approved_on_one_page(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("publisher", "/questions")
    await pages.sees("还没有留言")
    ask(pages, "大厅里多放几把<b>椅子</b>")
    await pages.open("publisher", "/questions")
    await pages.sees("建议 2741 8365 0", "大厅里多放几把<b>椅子</b>", "等转办")
    pages.press("转办")
    await pages.sees("转给哪个单位办")
    chosen("主办单位", "qinghe-liuwu")
    pages.press_newest("转办")
    await pages.sees("已转办", "办理中")

    await pages.open("drafter", "/questions")
    pages.press("回复")
    await pages.sees("留言（公开时这样写）")
    pages.tell("回复", "可以，下周就放。")
    pages.press_newest("签名，送批准")
    await pages.sees("建议要写采纳、部分采纳还是不采纳")
    chosen("结果", "taken_up")
    pages.type("为什么、怎么办", "添 20 把")
    pages.type("哪天前办好（到那天再看一次）", "2026-12-01")
    pages.press_newest("签名，送批准")
    await pages.sees("已签名，等另一位批准。", "等批准")

    await pages.open("approver", "/questions")
    await pages.sees("可以，下周就放。", "上回音壁", "采纳")
    pages.press("批准，答复")
    await pages.sees("已批准", "已答复")


# REQ-52
async def test_what_came_of_it_is_written_and_approved_on_the_page(
    pages: Pages,
) -> None:
    ask(pages, "大厅里多放几把椅子")
    county, number = pages.county, number_of(27418365091)
    people, questions = county.people, county.cases.questions
    questions.route(people["publisher"], number, unit="qinghe-liuwu")
    form = ReplyForm(
        text="大厅里多放几把椅子",
        reply="可以。",
        outcome="添 20 把",
        publish=True,
        result=Result.TAKEN_UP,
        done_by=date(2026, 12, 1),
    )
    questions.reply(people["drafter"], number, form)
    [one] = questions.listing(people["publisher"])
    assert one.reply is not None
    questions.approve(people["approver"], number, sha256=one.reply.digest())

    await pages.open("drafter", "/questions")
    await pages.sees("12 月 1 日")
    pages.press("写办理结果")
    await pages.sees("答应的事办得怎么样")
    pages.tell("怎么样", "放好了。")
    pages.press_newest("签名，送批准")
    await pages.sees("办好了：放好了。（等批准）")
    await pages.open("approver", "/questions")
    await pages.sees("等批准")
    pages.press("批准结果")
    await pages.sees("和回复在一起看得到")


async def test_what_belongs_to_a_channel_of_its_own_is_marked(pages: Pages) -> None:
    ask(pages, "我要举报村里收红包")

    await pages.open("publisher", "/questions")

    await pages.sees("纪检举报 12388", "不能公开")
    pages.press("转到别的渠道")
    await pages.sees("转出以后不公开")
