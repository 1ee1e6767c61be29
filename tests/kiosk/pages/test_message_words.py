"""Words of residents and names of offices as they come: shown as text, never obeyed."""

import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from directory.model import Directory
from programme.questions import LONGEST_TEXT
from programme.sealed_box import OpeningKey
from sync_agent.questions import waiting
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, text_of
from tests.fakes.kiosk_questions import takes_questions

FORMULA = '=HYPERLINK("http://x.example","点我") 怎么办低保'


@pytest.fixture
async def open_client(
    kiosk: Kiosk, store: DeviceStore
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a visitor of a kiosk that takes questions."""
    takes_questions(store, OpeningKey.generate(), since=NOON)
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as client:
        await client.post("/message", data={"kind": "complaint"})
        yield client


async def press(client: httpx.AsyncClient, act: str, words: str = "") -> str:
    answer = await client.post(
        "/message/write", data={"act": act, "words": words}, follow_redirects=True
    )
    return answer.text


def words_of(page: str) -> str:
    """Return the words of a page without its tags and hard blanks."""
    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param(FORMULA, FORMULA, id="B8 a formula"),
        pytest.param("@SUM(1+1) 路灯", "@SUM(1+1) 路灯", id="B8 another"),
        pytest.param("坡道\u202e修一修", "坡道修一修", id="B13 the other direction"),
        pytest.param("好" * 300, "好" * LONGEST_TEXT, id="B13 300 characters"),
        pytest.param("路灯\x00坏了\x1b", "路灯坏了", id="B16 control characters"),
    ],
)
async def test_what_is_typed_stands_there_as_words_and_no_more(
    open_client: httpx.AsyncClient, typed: str, shown: str
) -> None:
    page = await press(open_client, "type", typed)

    assert shown[:120] in words_of(page)
    assert "\u202e" not in page
    assert 'href="http://x.example' not in page


async def test_a_complaint_of_a_bribe_is_led_to_12388_and_leaves_nothing(
    open_client: httpx.AsyncClient, store: DeviceStore
) -> None:
    """REQ-50: from the first page to the channel, nothing sent, kept or published."""
    await press(open_client, "type", "村里张主任收了我家两条烟才给盖章")

    page = await press(open_client, "leave")
    wall = await text_of(open_client, "/echo")

    assert "12388" in page
    assert "没有发出，也没有保存" in page
    assert waiting(store.root) == 0
    assert "张主任" not in wall


async def test_names_of_windows_are_shown_as_they_are_and_run_nothing(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    """B8, B13, B14 in what the centre published by mistake."""
    evil = '=1+1 <script>alert(1)</script> {{ 7*7 }} "><b onclick=x>' + "长" * 300

    def named(one: Directory) -> Directory:
        first, *others = one.counters
        bad = first.model_copy(update={"window": evil[:400], "way": evil[:400]})
        return one.model_copy(update={"counters": (bad, *others)})

    store.directory_as = named
    store.adopt()
    kiosk.desk.shelf.refresh()
    async with kiosk.client() as client:
        plan = await text_of(client, "/counters/floors/1")

    assert "<script>alert(1)" not in plan
    assert "onclick=x>" not in plan.replace("&gt;", "")
    assert "49" not in re.findall(r"=1\+1.{0,60}", words_of(plan))[0]
