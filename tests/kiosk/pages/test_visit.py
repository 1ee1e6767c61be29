import re
from datetime import timedelta

import httpx

from media.speech.speaker import VoiceMissing
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_pages import kiosk_over, text_of
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
