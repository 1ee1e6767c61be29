import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from media.speech.speaker import VoiceMissing
from programme.boards import Audience
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}


async def text_of(client: httpx.AsyncClient, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return answer.text


async def test_home_greets_says_whether_it_is_open_and_offers_four_ways(
    client: httpx.AsyncClient,
) -> None:
    page = await text_of(client, "/")

    assert "您好，要办什么事？" in page
    assert "正在办公" in page
    assert "12:00 午休" in page
    for way in ("/find", "/events", "/notices", "/message", "/rate", "/help"):
        assert f'href="{way}"' in page


async def test_every_page_forbids_foreign_and_inline_content(
    client: httpx.AsyncClient,
) -> None:
    paths = (
        "/", "/find", "/events", "/offices", "/events/birth", "/offices/qinghe-gaj",
        "/items/qinghe-gaj-001", "/items/qinghe-gaj-001/near", "/notices",
        "/notices/d-1", "/notices/d-2", "/notices/choose/unit",
        "/notices/choose/category", "/notices/choose/order", "/help", "/message",
        "/rate", "/cover",
    )  # fmt: skip
    for path in paths:
        answer = await client.get(path)

        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=", answer.text)
        assert len(re.findall(r"<h1", answer.text)) >= 1, path


async def test_letters_of_the_pad_lead_to_the_window(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/find")

    for key in "SFZDL":
        answer = await client.post("/find", data={"key": key}, headers=FRAGMENT)

    assert 'value="SFZDL"' in answer.text
    assert "/items/qinghe-gaj-001" in answer.text
    assert "12 号窗口" in answer.text


async def test_keys_that_lead_nowhere_fade_and_back_takes_a_letter_away(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/find", data={"key": "S"}, headers=FRAGMENT)
    await client.post("/find", data={"key": "F"}, headers=FRAGMENT)
    typed = await client.post("/find", data={"key": "Z"}, headers=FRAGMENT)
    back = await client.post("/find", data={"key": "back"}, headers=FRAGMENT)
    cleared = await client.post("/find", data={"key": "clear"}, headers=FRAGMENT)

    assert 'value="U" class="off"' in typed.text
    assert 'value="SF"' in back.text
    assert "大家常办的" in cleared.text


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


async def test_words_of_a_stranger_are_shown_as_text(
    client: httpx.AsyncClient,
) -> None:
    words = "<script>x</script>"

    answer = await client.post("/find", data={"words": words}, headers=FRAGMENT)
    page = await client.get("/find")

    assert "<script>x" not in answer.text + page.text


async def test_an_answer_says_who_what_and_how(client: httpx.AsyncClient) -> None:
    page = await text_of(client, "/items/qinghe-gaj-001")

    order = [page.index(f'id="{part}"') for part in ("who", "need", "how")]
    assert order == sorted(order)
    assert "现在能办，12:00 午休" in page
    assert "0555-010-0112" in page
    assert "原件 1 份" in page
    assert "20 个工作日" in page
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


async def test_the_list_holds_open_windows_only(
    client: httpx.AsyncClient, clock: MovingClock
) -> None:
    before = await text_of(client, "/notices")
    clock.forward(timedelta(days=2))
    after = await text_of(client, "/notices")

    assert "三季度财务收支" in before
    assert "还没到时候" not in before
    assert "还没到时候" in after


async def test_the_list_is_narrowed_by_board_unit_kind_and_order(
    client: httpx.AsyncClient,
) -> None:
    finance = await text_of(client, "/notices?board=finance")
    unit = await text_of(client, "/notices?unit=qinghe-jtj")
    ending = await text_of(client, "/notices?order=ending")
    nothing = await text_of(client, "/notices?board=party")

    assert "村道硬化" not in finance
    assert "城乡公交" in unit
    assert "三季度" not in unit
    assert ending.index("三季度") < ending.index("城乡公交") < ending.index("镇政府")
    assert "看全部" in nothing


async def test_another_audience_is_never_listed(
    store: DeviceStore, clock: MovingClock
) -> None:
    store.add("d-own", title="只给党员看的", audience=Audience.PARTY_MEMBERS)
    store.adopt()
    kiosk = kiosk_over(store.root, clock)

    async with kiosk.client() as client:
        listed = await client.get("/notices")
        opened = await client.get("/notices/d-own")

    assert "只给党员看的" not in listed.text
    assert opened.status_code == 404


async def test_a_disclosure_shows_its_blocks_clock_and_register_number(
    client: httpx.AsyncClient,
) -> None:
    page = await text_of(client, "/notices/d-1")

    assert "已公开 12 个工作日（不少于 20 个）" in page
    assert page.count('<i class="on">') == 11
    assert page.count('<i class="now">') == 1
    assert "公开登记号：柳坞村 2026-0140" in page
    assert '<th scope="col" class="num">收入</th>' in page
    assert '<tr data-s="' in page
    assert 'class="sum"' in page


async def test_a_wide_table_becomes_a_card_a_row(client: httpx.AsyncClient) -> None:
    page = await text_of(client, "/notices/d-2")

    assert '<ul class="cards">' in page
    assert "<dt>发放日期</dt><dd>11 月 3 日</dd>" in page


async def test_a_damaged_disclosure_is_said_in_words(
    client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk
) -> None:
    held = kiosk.desk.contents.held
    assert held is not None
    blocks = held.items[0].manifest.blocks.sha256
    (store.root / "assets" / blocks[:2] / blocks).write_bytes(b"x")

    answer = await client.get("/notices/d-1")

    assert answer.status_code == 503
    assert "正在重新下载" in answer.text


async def test_looks_are_kept_for_the_visit_and_forgotten_with_it(
    client: httpx.AsyncClient,
) -> None:
    await client.get("/find")
    await client.post("/find", data={"words": "结婚"}, headers=FRAGMENT)
    page = await client.get("/find")
    for choice in ("large", "dark", "reach", "english", "nonsense"):
        page = await client.post(
            "/look", data={"choice": choice}, follow_redirects=True
        )
    await client.post("/forget")
    after = await client.get("/find")

    assert page.url.path == "/find"
    assert 'class="kiosk large dark reach"' in page.text
    assert 'lang="en"' in page.text
    assert 'class="kiosk"' in after.text
    assert "结婚" not in after.text


async def test_back_goes_the_way_one_came(client: httpx.AsyncClient) -> None:
    for path in ("/", "/events", "/events/birth", "/items/qinghe-gaj-001"):
        await client.get(path)

    once = await client.get("/back", follow_redirects=True)
    twice = await client.get("/back", follow_redirects=True)

    assert (once.url.path, twice.url.path) == ("/events/birth", "/events")


async def test_a_visit_is_forgotten_even_if_the_page_cannot_ask(
    client: httpx.AsyncClient, clock: MovingClock
) -> None:
    await client.get("/")
    await client.post("/look", data={"choice": "large"})

    clock.forward(timedelta(minutes=16))
    page = await client.get("/")

    assert 'class="kiosk"' in page.text


async def test_the_visit_cookie_is_hidden_from_scripts_and_ends_with_the_browser(
    client: httpx.AsyncClient,
) -> None:
    cookie = (await client.get("/")).headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie


async def test_a_page_is_read_sentence_by_sentence(client: httpx.AsyncClient) -> None:
    page = await text_of(client, "/items/qinghe-gaj-001")
    token = re.search(r'<main[^>]*data-script="(\w+)"', page)
    assert token is not None

    sentences = (await client.get(f"/speech/{token[1]}")).json()["sentences"]
    sound = await client.get(f"/speech/{token[1]}/0.wav")

    assert sentences[0] == "身份证丢了、坏了，补办"
    assert "找12号窗口" in sentences
    assert sound.headers["content-type"] == "audio/wav"
    assert sound.content.startswith(b"RIFF")
    for number in range(len(sentences)):
        assert re.search(rf'data-s="([0-9 ]+ )?{number}[ "]', page)


async def test_a_missing_voice_is_said_not_hidden(
    store: DeviceStore, clock: MovingClock
) -> None:
    class Mute:
        def speak(self, text: str) -> None:
            raise VoiceMissing("sit/cmn-latn-pinyin", text)

    kiosk = kiosk_over(store.root, clock, Mute())  # type: ignore[arg-type]
    async with kiosk.client() as client:
        page = await client.get("/help")
        token = re.search(r'<main[^>]*data-script="(\w+)"', page.text)
        assert token is not None
        answer = await client.get(f"/speech/{token[1]}/0.wav")
        forgotten = await client.get("/speech/0000/0.wav")
        unknown = await client.get("/speech/0000")
    kiosk.parts.reader.close()

    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "speech.voice-missing"
    assert forgotten.status_code == unknown.status_code == 404


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        ({"host": "evil.example"}, "GET"),
        ({"sec-fetch-site": "cross-site"}, "POST"),
    ],
)
async def test_others_than_this_machines_page_are_turned_away(
    client: httpx.AsyncClient, headers: dict[str, str], method: str
) -> None:
    answer = await client.request(method, "/forget", headers=headers)

    assert answer.status_code == 403


async def test_an_address_that_leads_nowhere_leads_home(
    client: httpx.AsyncClient,
) -> None:
    for path in ("/nothing", "/items/none", "/events/none", "/offices/none",
                 "/notices/none", "/pictures/" + "0" * 64, "/static/none.css",
                 "/take/notices/none.svg", "/take/items/none.svg"):  # fmt: skip
        answer = await client.get(path)

        assert answer.status_code == 404
        assert 'href="/"' in answer.text


async def test_a_fault_inside_becomes_a_page_in_words(kiosk: Kiosk) -> None:
    kiosk.desk.environment.filters["kept"] = lambda text: text / 0

    async with kiosk.client() as client:
        answer = await client.get("/notices")

    assert answer.status_code == 500
    assert "这一页打不开" in answer.text
    assert "Traceback" not in answer.text


async def test_codes_carry_the_text_itself(client: httpx.AsyncClient) -> None:
    guide = await client.get("/take/items/qinghe-gaj-001.svg")
    notice = await client.get("/take/notices/d-1.svg")

    for code in (guide, notice):
        assert code.headers["content-type"] == "image/svg+xml"
        assert code.text.startswith("<svg")


async def test_the_cover_and_its_worker_are_served(client: httpx.AsyncClient) -> None:
    cover = await client.get("/cover")
    worker = await client.get("/sw.js")
    life = await client.get("/healthz")

    assert "本机暂停服务，请找咨询台" in cover.text
    assert worker.headers["content-type"].startswith("text/javascript")
    assert life.text == "ok"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AgentState.ENROLLING, "这台触摸屏还没有登记"),
        (AgentState.ENROLMENT_REFUSED, "登记没有通过"),
    ],
)
async def test_before_enrolment_the_code_is_shown(
    tmp_path: Path, clock: MovingClock, state: AgentState, words: str
) -> None:
    write_state(tmp_path, StateReport(state=state, since_at=NOON, code="ABCD2345"))
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        home = await client.get("/")

    assert words in home.text
    assert "ABCD2345" in home.text


async def test_before_the_first_content_every_page_stays_friendly(
    tmp_path: Path, clock: MovingClock
) -> None:
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        for path in ("/", "/find", "/help"):
            page = await client.get(path)
            assert page.status_code == 200
            assert "内容正在准备" in page.text
        listed = await client.get("/notices")

    assert "现在没有正在公开的事项" in listed.text


async def test_a_spoilt_folder_is_said_in_words(
    tmp_path: Path, clock: MovingClock
) -> None:
    (tmp_path / "adopted.json").write_bytes(b"spoilt")
    kiosk = kiosk_over(tmp_path, clock)

    async with kiosk.client() as client:
        home = await client.get("/")

    assert home.status_code == 200
    assert "内容正在重新下载" in home.text


async def test_old_content_says_its_date_on_every_page(
    kiosk: Kiosk, clock: MovingClock
) -> None:
    clock.forward(timedelta(days=8))

    async with kiosk.client() as client:
        page = await client.get("/help")

    assert "内容是 11 月 23 日的" in page.text


async def test_a_doubted_clock_hides_what_is_open_now(
    kiosk: Kiosk, store: DeviceStore
) -> None:
    report = StateReport(state=AgentState.CLOCK_DOUBTED, since_at=NOON)
    write_state(store.root, report)
    kiosk.desk.shelf.refresh()

    async with kiosk.client() as client:
        home = await client.get("/")
        answer = await client.get("/items/qinghe-gaj-001")

    assert "正在办公" not in home.text
    assert "现在能办" not in answer.text
    assert "12 号窗口" in answer.text.replace(" <small>", " ")


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
