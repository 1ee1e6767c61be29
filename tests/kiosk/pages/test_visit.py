import re
from datetime import timedelta

import httpx
import pytest

from kiosk.words import Words, read_words
from media.speech.speaker import VoiceMissing
from tests.fakes.device_store import DeviceStore
from tests.fakes.held_texts import texts_below
from tests.fakes.kiosk_pages import Kiosk, kiosk_over, text_of
from tests.fakes.moving_clock import MovingClock
from tests.fakes.speech import FakeSpeaker

FRAGMENT = {"hx-request": "true"}


async def test_looks_are_kept_for_the_visit_and_forgotten_with_it(
    client: httpx.AsyncClient,
) -> None:
    await client.get("/find")
    await client.post("/find", data={"words": "结婚"}, headers=FRAGMENT)
    page = await client.get("/find")
    for choice in ("large", "dark", "reach", "nonsense"):
        await client.post("/look", data={"choice": choice})
    for language in ("en", "xx"):
        page = await client.post(
            "/language", data={"language": language}, follow_redirects=True
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
    await client.post("/look", data={"choice": "large", "on": "1"})
    await client.post("/language", data={"language": "en"})

    missing = await client.get(path)
    token = re.findall(r'data-script="(\w+)"', missing.text)[0]
    said = await client.get(f"/speech/{token}")

    assert missing.status_code == 404
    assert 'lang="en" dir="ltr" class="kiosk large"' in missing.text
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

    first = await client.get(f"/speech/{token[1]}/0/first.wav")
    rest = await client.get(f"/speech/{token[1]}/0/rest.wav")

    told = (await client.get(f"/speech/{token[1]}")).json()

    assert told["loudness"] == 1
    assert told["earphones"] == "none"
    assert sentences[0] == "身份证丢了、坏了，补办"
    assert first.content == sound.content
    assert rest.status_code == 204
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


async def test_with_three_languages_there_is_a_page_of_them(
    store: DeviceStore, clock: MovingClock
) -> None:
    invented = Words(
        "qil",
        {
            **read_words()["zh-CN"].table,
            "language.name": "Illuri",
            "language.direction": "rtl",
            "home.greeting": "Sul! Ma oten?",
        },
    )
    kiosk = kiosk_over(store.root, clock)
    kiosk.desk.words["qil"] = invented  # type: ignore[index]

    async with kiosk.client() as client:
        home = await text_of(client, "/")
        languages = await text_of(client, "/languages")
        chosen = await client.post(
            "/language", data={"language": "qil"}, follow_redirects=True
        )

    assert 'href="/languages"' in home
    assert [name in languages for name in ("中文", "English", "Illuri")] == [True] * 3
    assert chosen.url.path == "/"
    assert '<html lang="qil" dir="rtl"' in chosen.text
    assert "Sul! Ma oten?" in chosen.text


async def test_nothing_that_was_typed_stays_in_the_memory_of_the_server(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    typed = ("独一无二的查询词", "只此一家的找字句", "绝无仅有的留言话", "念过的那句话")
    await client.post("/find", data={"words": typed[0]}, headers=FRAGMENT)
    await client.post("/notices/search", data={"words": typed[1]}, headers=FRAGMENT)
    await client.post("/message/write", data={"act": "type", "words": typed[2]})
    await client.post("/speech/say", data={"text": typed[3]})
    held = (kiosk.parts.desk.visits, kiosk.parts.reader, kiosk.parts.desk.tally)
    before = texts_below(*held)

    await client.get("/")
    await client.post("/forget")

    assert [word for word in typed if any(word in one for one in before)] == [*typed]
    assert isinstance(kiosk.speaker, FakeSpeaker)
    kiosk.speaker.spoken.clear()
    after = texts_below(kiosk.parts)
    assert [word for word in typed if any(word in one for one in after)] == []


async def test_a_visit_that_no_page_asks_for_is_swept_away(
    client: httpx.AsyncClient, kiosk: Kiosk, clock: MovingClock
) -> None:
    await client.post("/find", data={"words": "独一无二"}, headers=FRAGMENT)

    clock.forward(timedelta(minutes=16))
    await client.get("/healthz")

    assert not any("独一无二" in one for one in texts_below(kiosk.parts.desk.visits))


async def test_only_a_first_page_on_which_nothing_was_done_waits_without_end(
    client: httpx.AsyncClient,
) -> None:
    fresh = await text_of(client, "/")
    elsewhere = await text_of(client, "/help")
    looked_around = await text_of(client, "/")
    await client.post("/find", data={"words": "身份证"}, headers=FRAGMENT)
    typed = await text_of(client, "/")

    waits = [
        "data-untouched" in one for one in (fresh, elsewhere, looked_around, typed)
    ]
    assert waits == [True, False, True, False]
    assert [one.count("看完了") for one in (fresh, typed)] == [1, 2]


async def test_a_keypad_speaks_at_its_own_level_until_the_visit_ends(
    client: httpx.AsyncClient,
) -> None:
    seen = []
    for level in ("3", "9", "x"):
        await client.post("/keypad", data={"level": level})
        seen.append(await text_of(client, "/"))
    await client.post("/forget")
    seen.append(await text_of(client, "/"))

    levels = [re.findall(r'data-keypad="(\d)"', one)[0] for one in seen]
    assert levels == ["3", "4", "4", "0"]


async def test_a_stop_of_the_keypad_is_spoken_as_it_was_sent(
    client: httpx.AsyncClient, kiosk: Kiosk
) -> None:
    spoken = await client.post("/speech/say", data={"text": "首页"})
    nothing = await client.post("/speech/say", data={"text": " "})
    endless = await client.post("/speech/say", data={"text": "长" * 601})

    assert (spoken.status_code, spoken.headers["content-type"]) == (200, "audio/wav")
    assert isinstance(kiosk.speaker, FakeSpeaker)
    assert kiosk.speaker.spoken == ["首页", " "]
    assert (nothing.status_code, endless.status_code) == (422, 422)


# F5
async def test_who_minds_the_browser_hears_of_every_page_it_opens(
    client: httpx.AsyncClient,
) -> None:
    await client.get("/")
    before = (await client.get("/pulse")).text
    await client.get("/", headers={"sec-fetch-mode": "navigate"})

    assert before == "inf"
    assert float((await client.get("/pulse")).text) < 15
