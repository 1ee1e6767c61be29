import re
from datetime import timedelta

import httpx
import pytest

from media.speech.speaker import VoiceMissing
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock

FRAGMENT = {"hx-request": "true"}


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


async def test_a_look_touched_twice_stays_as_it_was_asked_for(
    client: httpx.AsyncClient,
) -> None:
    await client.get("/")
    for _ in range(2):
        await client.post("/look", data={"choice": "large", "on": "1"})
    twice = await client.get("/")
    await client.post("/look", data={"choice": "large", "on": "0"})
    off = await client.get("/")

    assert 'class="kiosk large"' in twice.text
    assert 'name="on" value="0"><button name="choice" value="large"' in twice.text
    assert 'class="kiosk"' in off.text


@pytest.mark.parametrize("path", ["/nowhere", "/items/nothing", "/notices/nothing"])
async def test_a_page_that_is_not_there_keeps_the_looks_and_leads_back(
    client: httpx.AsyncClient, path: str
) -> None:
    for seen in ("/", "/events/birth"):
        await client.get(seen)
    for look in ("large", "english"):
        await client.post("/look", data={"choice": look, "on": "1"})

    missing = await client.get(path)
    token = re.findall(r'data-script="(\w+)"', missing.text)[0]
    said = await client.get(f"/speech/{token}")

    assert missing.status_code == 404
    assert 'lang="en" class="kiosk large"' in missing.text
    assert 'href="/events/birth"' in missing.text
    assert said.json()["sentences"]


async def test_a_page_that_has_gone_while_it_was_read_does_not_lead_to_itself(
    client: httpx.AsyncClient, store: DeviceStore, kiosk: Kiosk, clock: MovingClock
) -> None:
    store.add("d-short", title="快到期", ends_at=clock.now() + timedelta(minutes=5))
    store.adopt()
    kiosk.desk.shelf.refresh()
    for seen in ("/notices", "/notices/d-short"):
        await client.get(seen)

    clock.forward(timedelta(minutes=6))
    gone = await client.get("/notices/d-short")
    back = await client.get("/back", follow_redirects=True)

    assert gone.status_code == 404
    assert 'href="/back"' in gone.text
    assert back.url.path == "/notices"


async def test_a_form_that_no_page_has_sent_gets_words_and_a_way_home(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.post("/find", files={"words": b"x"})

    assert answer.status_code == 422
    assert "没有这一页" in answer.text
    assert 'href="/"' in answer.text


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
