import re
from string import ascii_uppercase

import httpx
import pytest

from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}


async def test_letters_of_the_pad_lead_to_the_window(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/find")

    for key in "SFZDL":
        answer = await client.post("/find", data={"key": key}, follow_redirects=True)

    assert 'value="SFZDL"' in answer.text
    assert "/items/qinghe-gaj-001" in answer.text
    assert "12 号窗口" in answer.text


async def test_keys_that_lead_nowhere_fade_and_back_takes_a_letter_away(
    client: httpx.AsyncClient,
) -> None:
    async def after(key: str) -> str:
        data = {"key": key}
        return (await client.post("/find", data=data, follow_redirects=True)).text

    await after("S")
    await after("F")
    typed = await after("Z")
    back = await after("back")
    cleared = await after("clear")

    assert 'class="letter off" name="key" value="U"' in typed
    assert 'class="letter" name="key" value="D"' in typed
    assert 'value="SF"' in back
    assert "大家常办的" in cleared


async def test_an_answer_names_the_letters_that_lead_on(
    client: httpx.AsyncClient,
) -> None:
    letters = await client.post("/find", data={"words": "SFZ"}, headers=FRAGMENT)
    words = await client.post("/find", data={"words": "身份证"}, headers=FRAGMENT)

    assert re.findall(r'data-live="([A-Z]*)"', letters.text) == ["BDGHJKLMSXZ"]
    assert re.findall(r'data-live="([A-Z]*)"', words.text) == [ascii_uppercase]


@pytest.mark.parametrize(
    ("looks", "rows"),
    [((), 4), (("large",), 3), (("reach",), 3), (("large", "reach"), 2)],
)
async def test_no_more_is_found_than_is_on_view(
    client: httpx.AsyncClient, looks: tuple[str, ...], rows: int
) -> None:
    for look in looks:
        await client.post("/look", data={"choice": look, "on": "1"})

    answer = await client.post("/find", data={"words": "房子"}, headers=FRAGMENT)

    assert answer.text.count('class="row"') == rows
    assert f"找到 {rows} 件" in answer.text


async def test_signs_that_nobody_sees_are_no_part_of_the_question(
    client: httpx.AsyncClient,
) -> None:
    words = "\x00\x07身份\u202e证\u2028"

    await client.post("/find", data={"words": words}, headers=FRAGMENT)
    page = await client.get("/find")

    assert 'value="身份证"' in page.text


async def test_the_pad_works_without_a_script(client: httpx.AsyncClient) -> None:
    answer = await client.post("/find", data={"key": "S"}, follow_redirects=True)

    assert answer.url.path == "/find"
    assert 'value="S"' in answer.text


async def test_typed_words_find_and_are_never_in_an_address(
    client: httpx.AsyncClient,
) -> None:
    found = await client.post(
        "/find", data={"words": "身份证丢了怎么办"}, headers=FRAGMENT
    )
    page = await client.get("/find")

    assert "身份证" in found.text
    assert "/items/qinghe-gaj-001" in found.text
    assert 'value="身份证丢了怎么办"' in page.text
    assert page.url.query == b""


async def test_out_of_scope_is_said_with_a_person_to_ask(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/find", data={"words": "彩票兑奖"}, headers=FRAGMENT)

    assert "没找到“彩票兑奖”" in answer.text
    assert "0555-010-0100" in answer.text
    assert "1\u00a0楼大厅咨询台" in answer.text


# B14
async def test_words_of_a_stranger_are_shown_as_text(
    client: httpx.AsyncClient,
) -> None:
    words = "<script>x</script>"

    answer = await client.post("/find", data={"words": words}, headers=FRAGMENT)
    page = await client.get("/find")

    assert "<script>x" not in answer.text + page.text


# REQ-32
async def test_an_answer_says_who_what_and_how(client: httpx.AsyncClient) -> None:
    page = await text_of(client, "/items/qinghe-gaj-001")

    order = [page.index(f'id="{part}"') for part in ("who", "need", "how")]
    assert order == sorted(order)
    assert "现在能办，12:00 午休" in page
    assert "0555-010-0112" in page
    assert "原件 1 份" in page
    assert "20\u00a0个工作日" in page
    assert "不是这件事" in page


async def test_other_things_are_offered_when_it_was_not_meant(
    client: httpx.AsyncClient,
) -> None:
    page = await text_of(client, "/items/qinghe-gaj-001/near")

    assert "/items/qinghe-gaj-001/" not in page
    assert page.count('class="row"') >= 3
    assert "0555-010-0100" in page


async def test_life_event_and_office_lead_to_rows_in_one_touch(
    client: httpx.AsyncClient,
) -> None:
    event = await text_of(client, "/events/birth")
    office = await text_of(client, "/offices/qinghe-gaj")

    assert "号窗口" in event
    assert "/items/qinghe-gaj-001" in office


async def test_codes_carry_the_text_itself(client: httpx.AsyncClient) -> None:
    guide = await client.get("/take/items/qinghe-gaj-001.svg")
    notice = await client.get("/take/notices/d-1.svg")

    for code in (guide, notice):
        assert code.headers["content-type"] == "image/svg+xml"
        assert code.text.startswith("<svg")


async def test_without_services_the_query_says_so(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.adopt(services=False)
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        home = await client.get("/")
        find = await client.get("/find")
        events = await client.get("/events")

    assert home.status_code == find.status_code == 200
    assert events.status_code == 404


async def test_an_emptied_box_shows_what_many_come_for(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/find", data={"words": "身份证"}, headers=FRAGMENT)

    emptied = await client.post("/find", data={"words": ""}, headers=FRAGMENT)

    assert "大家常办的" in emptied.text


# REQ-32
async def test_one_question_leads_to_the_answer_or_to_few_choices(
    client: httpx.AsyncClient,
) -> None:
    async def typed(words: str) -> str:
        answer = await client.post("/find", data={"words": words}, headers=FRAGMENT)
        return answer.text

    asked = await typed("营业执照")
    first = await text_of(client, "/find/replies/first")
    every = await text_of(client, "/find/replies/all")
    nothing = await client.get("/find/replies/nothing")
    await client.post("/language", data={"language": "en"})
    english = await typed("营业执照")
    await client.post("/forget")
    forgotten = await client.get("/find/replies/first")

    assert "第一次办，还是以前办过？" in asked
    assert asked.count('class="row reply"') == 4
    assert asked.count('class="row reply" href="/items/') == 3
    assert "开小店，办个体户执照" in first
    assert "店不开了" not in first
    assert "店不开了" in every
    assert nothing.headers["location"] == "/find"
    assert "The first time, or had one before?" in english
    assert forgotten.headers["location"] == "/find"


async def test_who_cannot_say_may_see_all_and_small_glasses_show_choices(
    client: httpx.AsyncClient,
) -> None:
    async def typed(words: str) -> str:
        answer = await client.post("/find", data={"words": words}, headers=FRAGMENT)
        return answer.text

    few = await typed("社保卡")
    for look in ("large", "reach"):
        await client.post("/look", data={"choice": look})
    small = await typed("营业执照")

    assert "说不准，都看看" in few
    assert 'class="row reply"' not in small
    assert "是不是" in small
