import html
import re
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest

from kiosk.echo_book import book_of
from kiosk.voice_pace import MOST_A_VISIT
from programme.approval import Role
from programme.echo import (
    Echo,
    EchoEntry,
    FollowUp,
    FollowUpState,
    Progress,
    Reply,
    RequestOffice,
    Result,
    SignedFollowUp,
    SignedReply,
    UnitOffice,
)
from programme.questions import (
    QuestionKind,
    TopicKind,
    number_of,
    read_number,
)
from programme.sealed_box import OpeningKey
from sync_agent.layout import Layout
from sync_agent.questions import waiting
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, text_of
from tests.fakes.left_questions import kept

OPENING = OpeningKey.generate()
SHOWN, PRIVATE, UNSIGNED = number_of(1), number_of(2), number_of(3)


def reply(number: str) -> Reply:
    return Reply(
        number=number,
        kind=QuestionKind.SUGGESTION,
        topic="服务大厅",
        text="大厅里多放几把<b>椅子</b>",
        asked_on=date(2026, 11, 20),
        reply="可以。\n下周就放。",
        outcome="已采纳：添 20 把。",
        office="政务服务局",
        answered_on=date(2026, 11, 23),
        result=Result.TAKEN_UP,
        done_by=date(2026, 12, 1),
    )


def became(store: DeviceStore) -> SignedFollowUp:
    told = FollowUp(
        number=SHOWN,
        reply=reply(SHOWN).digest(),
        state=FollowUpState.DONE,
        words="<i>二十把</i>都放好了。",
        office="政务服务局",
        said_on=date(2026, 12, 1),
    )
    approvals = (
        store.signers.approval(told.digest(), "liu", Role.DRAFTER),
        store.signers.approval(told.digest(), "wang", Role.APPROVER),
    )
    return SignedFollowUp(follow_up=told, approvals=approvals)


def echo(store: DeviceStore) -> Echo:
    def signed(number: str, *persons: tuple[str, Role]) -> SignedReply:
        said = reply(number)
        approvals = tuple(
            store.signers.approval(said.digest(), person, role)
            for person, role in persons
        )
        return SignedReply(reply=said, approvals=approvals)

    two = (("liu", Role.DRAFTER), ("wang", Role.APPROVER))
    return Echo(
        version=1,
        sealing_key=OPENING.public,
        request_office=RequestOffice(
            place="2 楼 201 室",
            telephone="0555-010-0201",
            hours="工作日 8:30-17:30",
            form="清禾县政府办公室",
        ),
        entries=(
            EchoEntry(
                number=SHOWN,
                progress=Progress.ANSWERED,
                shown=signed(SHOWN, *two),
                came_of=(became(store),),
            ),
            EchoEntry(number=PRIVATE, progress=Progress.ANSWERED, ask_at="民政局"),
            EchoEntry(
                number=UNSIGNED,
                progress=Progress.ANSWERED,
                shown=signed(UNSIGNED, two[0]),
            ),
        ),
    )


@pytest.fixture
async def open_client(
    kiosk: Kiosk, store: DeviceStore
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a browser before a kiosk that takes questions, without any network."""
    Layout(store.root).echo.write_bytes(echo(store).canonical())
    write_state(
        store.root,
        StateReport(
            state=AgentState.STALE, since_at=NOON, device="qinghe.kiosk-1", group="g"
        ),
    )
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as one:
        yield one


async def press(client: httpx.AsyncClient, *acts: str, words: str = "") -> str:
    """Press buttons of the page of writing; return the page after the last."""
    text = ""
    for act in acts:
        answer = await client.post(
            "/message/write", data={"act": act, "words": words}, follow_redirects=True
        )
        text = answer.text
    return html.unescape(re.sub(r"<[^>]+>", "", text))


async def test_a_question_is_put_together_without_typing_and_kept_without_network(
    open_client: httpx.AsyncClient, kiosk: Kiosk, store: DeviceStore
) -> None:
    # REQ-50
    await open_client.post("/message", data={"kind": "suggestion"})
    await open_client.post("/message/about", data={"unit": "qinghe-mzj"})
    left = await press(open_client, "word:1", "say:1", "say:2", "back", "public:1")
    assert "大厅里大厅里多放几把椅子。" in left
    left = await press(open_client, "leave")

    [asked] = kept(store.root, kiosk, OPENING)
    assert asked.text == "大厅里大厅里多放几把椅子。"
    assert asked.kind is QuestionKind.SUGGESTION
    assert asked.public
    assert asked.device == "qinghe.kiosk-1"
    assert asked.topic.kind in {TopicKind.UNIT, TopicKind.OTHER}
    number = re.search(r"\d{4} \d{4} \d{4}", left)
    assert number is not None
    assert read_number(number[0]) == asked.number
    assert (await open_client.get("/message/code.svg")).status_code == 200


async def test_nothing_of_a_question_survives_the_visit(
    open_client: httpx.AsyncClient, store: DeviceStore
) -> None:
    await press(open_client, "type", words="这里写了些什么呢")
    await press(open_client, "leave")
    await open_client.post("/forget")

    page = await text_of(open_client, "/message/write")
    disk = b"".join(p.read_bytes() for p in store.root.rglob("*") if p.is_file())
    assert "这里写了些什么呢" not in page
    assert "这里写了些什么呢".encode() not in disk
    gone = await open_client.get("/message/left")
    assert gone.headers["location"] == "/message"
    assert (await open_client.get("/message/code.svg")).status_code == 404


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("我要举报村里收红包", "12388"),
        ("再不解决我就去上访", "12345"),
        ("不想活了怎么办", "12356"),
        ("着火了快来人", "110"),
        ("我要离婚找谁", "12348"),
        ("椅子", "再写几个字"),
        ("请打 13800001111", "请去掉号码"),
        ("呵呵呵呵呵呵", "看不出"),
    ],
)
async def test_what_belongs_elsewhere_is_led_there_and_not_kept(
    open_client: httpx.AsyncClient, store: DeviceStore, words: str, said: str
) -> None:
    # REQ-50
    await press(open_client, "type", words=words)

    page = await press(open_client, "leave")

    assert said in page
    assert "没有发出，也没有保存" in page
    assert waiting(store.root) == 0


async def test_scripts_templates_and_a_megabyte_are_only_words(
    open_client: httpx.AsyncClient,
) -> None:
    # B14, B16
    evil = "<script>alert(1)</script>{{ 7*7 }}\u202e"
    answer = await open_client.post(
        "/message/write", data={"act": "type", "words": evil}, follow_redirects=True
    )
    assert "<script>alert(1)" not in answer.text
    assert "{{ 7*7 }}" in html.unescape(re.sub(r"<[^>]+>", "", answer.text))
    assert "\u202e" not in answer.text

    answer = await open_client.post(
        "/message/write",
        data={"act": "type", "words": "好" * 1_000_000},
        follow_redirects=True,
    )
    assert answer.status_code in {200, 400, 413}
    assert len(answer.text) < 100_000


async def test_one_visit_leaves_no_more_than_it_may_and_nothing_twice(
    open_client: httpx.AsyncClient, store: DeviceStore
) -> None:
    for number in range(MOST_A_VISIT):
        await press(open_client, "type", words=f"第 {number + 1} 个窗口在哪里")
        await press(open_client, "leave")
    again = await press(open_client, "type", words="第 1 个窗口在哪里")
    again = await press(open_client, "leave")
    assert "已经留过" in again
    await press(open_client, "clear", "say:1")
    assert "够多了" in await press(open_client, "leave")
    assert waiting(store.root) == MOST_A_VISIT


async def test_a_disk_that_refuses_is_said(
    open_client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    write_state(store.root, StateReport(state=AgentState.UNENROLLED, since_at=NOON))
    kiosk.desk.shelf.refresh()
    await press(open_client, "say:1")

    assert "没有存下来" in await press(open_client, "leave")


async def test_without_the_centre_s_key_the_page_leads_to_a_person(
    client: httpx.AsyncClient,
) -> None:
    for path in ("/message", "/message/write"):
        assert "1 楼大厅咨询台" in await text_of(client, path)


async def test_an_unknown_kind_or_unit_or_button_changes_nothing(
    open_client: httpx.AsyncClient,
) -> None:
    answer = await open_client.post("/message", data={"kind": "gossip"})
    assert answer.headers["location"] == "/message"
    await open_client.post("/message/about", data={"unit": "nowhere"})
    page = await press(open_client, "say:1", "shout", "say:99")
    assert "这件事去哪里办？" in page


async def follow(client: httpx.AsyncClient, number: str) -> str:
    await client.post("/message/follow", data={"key": "clear"})
    for key in number:
        await client.post("/message/follow", data={"key": key})
    return re.sub(r"<[^>]+>", "", await text_of(client, "/message/follow"))


async def test_a_question_is_followed_by_its_number(
    open_client: httpx.AsyncClient,
) -> None:
    assert "看回复" in await follow(open_client, SHOWN)
    assert "没有公开。请带号码到民政局问" in await follow(open_client, PRIVATE)
    assert "还没有消息" in await follow(open_client, number_of(77))
    wrong = SHOWN[:-1] + str((int(SHOWN[-1]) + 1) % 10)
    assert "没有这个号码" in await follow(open_client, wrong)
    assert "号码有\u00a012\u00a0位" not in await follow(open_client, SHOWN)
    await open_client.post("/message/follow", data={"key": "back"})
    page = await text_of(open_client, "/message/follow")
    assert "在您记下或拍下的纸上" in page
    await open_client.post("/message/follow", data={"key": "x"})


async def test_the_wall_has_replies_that_two_people_approved_and_no_other(
    open_client: httpx.AsyncClient,
) -> None:
    # REQ-50, REQ-52: nothing unapproved may ever appear
    wall = await text_of(open_client, "/echo")
    assert f"/echo/{SHOWN}" in wall
    assert UNSIGNED not in wall
    assert PRIVATE not in wall
    assert "<b>椅子</b>" not in wall.replace("<b>大厅", "")

    page = await text_of(open_client, f"/echo/{SHOWN}")
    assert "已采纳" in page
    plain = re.sub(r"<[^>]+>|\u00a0", "", page)
    assert "12月1日前办好" in plain.replace(" ", "")
    assert "办好了" in plain
    assert "二十把" in plain
    assert "<i>二十把" not in page
    for number in (PRIVATE, UNSIGNED, number_of(9), "nothing"):
        assert (await open_client.get(f"/echo/{number}")).status_code == 404


async def test_an_empty_wall_says_so(client: httpx.AsyncClient) -> None:
    assert "还没有公开的回复" in await text_of(client, "/echo")


async def test_disclosure_on_request_is_explained_with_place_form_and_code(
    open_client: httpx.AsyncClient,
) -> None:
    # REQ-55: no identity on the kiosk
    page = await text_of(open_client, "/message/request")
    assert "2 楼 201 室" in page
    assert "20\u00a0个工作日" in page
    assert "<input" not in page.replace('<input type="hidden"', "")
    assert "什么时候能交：工作日 8:30-17:30" in re.sub(r"<[^>]+>|\u00a0", "", page)
    assert (await open_client.get("/message/request.svg")).status_code == 200


def test_the_displays_of_a_unit_name_its_own_office(store: DeviceStore) -> None:
    # REQ-55
    own = RequestOffice(place="村委会", telephone="0555-010-0301", form="")
    wall = echo(store).model_copy(
        update={"unit_offices": (UnitOffice(unit="qinghe-liuwu", office=own),)}
    )
    assert wall.request_office is not None
    assert "hours" not in own.model_dump(mode="json")

    book = book_of(wall, store.signers.people())

    assert book.office_of("qinghe-liuwu") == own
    assert book.office_of("qinghe") == wall.request_office


async def test_words_of_one_s_own_are_written_between_prepared_ones(
    open_client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    # Issue 6, line 6
    await open_client.post("/message", data={"kind": "request"})
    await press(open_client, "say:1")
    await open_client.post("/message/words", data={"key": "by:strokes"})
    await open_client.post("/message/words", data={"key": "stroke-1"})
    assert "一" in await text_of(open_client, "/message/words")
    for key in ("by:letters", *"XIAQIAO", "下", "桥"):
        await open_client.post("/message/words", data={"key": key})
    page = await text_of(open_client, "/message/words")
    assert "下桥" in re.sub(r"<[^>]+>", "", page)
    part = await open_client.post(
        "/message/words", data={"key": "。"}, headers={"hx-request": "true"}
    )
    assert part.text.lstrip().startswith('<section id="own"')
    assert "<html" not in part.text

    await press(open_client, "leave")

    [asked] = kept(store.root, kiosk, OPENING)
    assert asked.text == "路灯坏了，请来修。下桥。"


async def test_without_the_centre_s_key_nothing_is_written(
    client: httpx.AsyncClient,
) -> None:
    assert "1 楼大厅咨询台" in await text_of(client, "/message/words")


@pytest.mark.parametrize("evil", ["<script>1</script>", "{{7*7}}", "w" * 1_000_000])
async def test_the_pad_writes_only_what_it_offers(
    open_client: httpx.AsyncClient, evil: str
) -> None:
    # B14, B16
    answer = await open_client.post("/message/words", data={"key": evil})
    assert answer.status_code in {303, 422}
    page = await text_of(open_client, "/message/words")
    assert "<script>1" not in page
    assert "{{7*7}}" not in page


async def test_a_question_that_is_asked_from_a_page_is_about_it(
    open_client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    guide = kiosk.desk.contents.guide
    assert guide is not None
    item = guide.items[0]
    notice = kiosk.desk.current()[0]
    for field, value, name, kind in (
        ("item", item.id, item.plain_name, TopicKind.SERVICE),
        (
            "disclosure",
            notice.disclosure,
            notice.manifest.title,
            TopicKind.DISCLOSURE,
        ),
    ):
        answer = await open_client.post("/message/about", data={field: value})
        assert answer.headers["location"] == "/message"
        said = html.unescape(await text_of(open_client, "/message"))
        assert name[:4] in re.sub(r"<[^>]+>", "", said)
        await press(open_client, "type", words=f"请问{name[:8]}要几天")
        await press(open_client, "leave")
        asked = kept(store.root, kiosk, OPENING)[-1]
        assert (asked.topic.kind, asked.topic.id) == (kind, value)
        assert asked.topic.name == name
    await open_client.post("/message/about", data={"item": "nothing"})
    assert "说的是" not in await text_of(open_client, "/message")
