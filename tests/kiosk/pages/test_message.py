import html
import re

import httpx
import pytest

from kiosk.voice_pace import MOST_A_VISIT
from programme.questions import QuestionKind, TopicKind, read_number
from sync_agent.questions import waiting
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_message import OPENING, press
from tests.fakes.kiosk_pages import Kiosk, text_of
from tests.fakes.left_questions import kept


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
