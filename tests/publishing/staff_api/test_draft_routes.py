from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from publishing.staff_api.uploads import MOST_BYTES, SLACK_BYTES
from tests.fakes.browsers import Browser
from tests.fakes.desk import PASSWORD, County

HOSTILE = (
    "../../etc/passwd.docx",
    "..\\..\\windows\\收支.docx",
    "收支\x00.docx",
    "长" * 300 + ".docx",
    "txt.\u202excod.docx",
)


async def _signed_in(
    county: County, browser: Browser, who: str = "drafter"
) -> httpx.AsyncClient:
    client = browser()
    login = {"login": county.login(who), "password": PASSWORD}
    await client.post("/api/session", json=login)
    return client


async def _draft(client: httpx.AsyncClient, county: County) -> dict[str, Any]:
    form = county.form().model_dump(mode="json")
    line: dict[str, Any] = (await client.post("/api/drafts", json=form)).json()["line"]
    return line


async def _endless() -> AsyncIterator[bytes]:
    for _ in range((MOST_BYTES + SLACK_BYTES) // 65_536 + 8):
        yield b"x" * 65_536


async def test_four_people_publish_over_http(county: County, browser: Browser) -> None:
    clients = {
        who: await _signed_in(county, browser, who)
        for who in ("drafter", "reviewer", "secrecy", "approver")
    }
    line = await _draft(clients["drafter"], county)
    path = f"/api/drafts/{line['id']}"

    sent = await clients["drafter"].post(
        f"{path}/submit", json={"edition": line["edition"]}
    )
    seen = {"manifest_sha256": sent.json()["line"]["manifest_sha256"]}
    page = sent.json()["manifest"]["pages"][0]["pages"][0]["asset"]["sha256"]
    picture = await clients["reviewer"].get(f"{path}/pages/{page}")
    await clients["reviewer"].post(f"{path}/review", json=seen)
    cleared = {"result": "may", "basis": "逐条核对"}
    await clients["secrecy"].post(f"{path}/secrecy", json=seen | cleared)
    published = await clients["approver"].post(f"{path}/approve", json=seen)

    assert picture.headers["content-type"] == "image/webp"
    assert published.json()["line"]["register_number"] == "柳坞村 2026-0001"
    listed = (await clients["reviewer"].get("/api/disclosures")).json()
    assert [one["showing"] for one in listed] == ["showing"]


# B12
async def test_an_upload_without_a_session_is_refused_before_it_is_read(
    browser: Browser,
) -> None:
    read = []

    async def body() -> AsyncIterator[bytes]:
        read.append(True)
        yield b"x"

    answer = await browser().post(
        "/api/drafts/qinghe-v-1/import",
        params={"filename": "a.docx", "edition": 1},
        content=body(),
    )

    assert answer.status_code == 401


# B12
@pytest.mark.parametrize("length_is_said", [True, False])
async def test_an_upload_over_the_limit_is_refused_however_it_comes(
    county: County, browser: Browser, *, length_is_said: bool
) -> None:
    client = await _signed_in(county, browser)
    line = await _draft(client, county)
    content: Any = _endless()
    if length_is_said:
        content = b"x" * (MOST_BYTES + SLACK_BYTES + 1)

    answer = await client.post(
        f"/api/drafts/{line['id']}/import",
        params={"filename": "a.docx", "edition": 1},
        content=content,
    )

    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


async def test_an_upload_without_length_below_the_limit_is_taken(
    county: County, browser: Browser
) -> None:
    client = await _signed_in(county, browser)
    line = await _draft(client, county)

    async def body() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield "一行字\n".encode()

    answer = await client.post(
        f"/api/drafts/{line['id']}/import",
        params={"filename": "a.txt", "edition": 1},
        content=body(),
    )

    assert answer.status_code == 200
    assert len(answer.json()["form"]["blocks"]) == 3


# B13
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_name_is_stored_under_an_id_and_shown_cleaned(
    county: County, browser: Browser, name: str
) -> None:
    client = await _signed_in(county, browser)
    line = await _draft(client, county)

    answer = await client.post(
        f"/api/drafts/{line['id']}/import",
        params={"filename": name, "edition": 1},
        content="一行字".encode(),
    )

    shown = answer.json()["source_name"]
    assert answer.status_code == 200
    assert len(shown) <= 120
    assert shown.endswith(".docx")
    assert not set(shown) & {"/", "\\", "\x00", "\u202e"}
    kept = [path.name for path in county.services.files.root.rglob("*")]
    assert not [one for one in kept if "." in one]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_document"),
        (b"\xff\xfe", "damaged"),
        ("机密★10年\n正文".encode(), "secret_file"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_and_nothing_is_kept(
    county: County, browser: Browser, content: bytes, code: str
) -> None:
    client = await _signed_in(county, browser)
    line = await _draft(client, county)
    before = list(county.services.files.root.rglob("*"))

    answer = await client.post(
        f"/api/drafts/{line['id']}/import",
        params={"filename": "a.txt", "edition": 1},
        content=content,
    )

    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == code
    assert list(county.services.files.root.rglob("*")) == before


# B15
@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://elsewhere.test/",
        "https://www.qinghe.example@evil.test/",
        "https://user@www.qinghe.example/",
        "//www.qinghe.example/",
        "https://[",
    ],
)
async def test_only_web_links_to_listed_hosts_are_taken(
    county: County, browser: Browser, link: str
) -> None:
    client = await _signed_in(county, browser)
    form = county.form().model_dump(mode="json")

    bad = await client.post("/api/drafts", json=form | {"qr_target": link})
    good = await client.post(
        "/api/drafts", json=form | {"qr_target": "https://www.qinghe.example/d/1"}
    )

    assert bad.json()["error"]["code"] == "link_refused"
    assert good.status_code == 201


# B14
async def test_markup_stays_text(county: County, browser: Browser) -> None:
    client = await _signed_in(county, browser)
    words = "<script>alert(1)</script>{{7*7}}<svg onload=x>"
    block = {"kind": "paragraph", "text": words}
    form = county.form().model_dump(mode="json") | {"title": words, "blocks": [block]}

    answer = await client.post("/api/drafts", json=form)

    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["line"]["title"] == words
    assert answer.json()["form"]["blocks"] == [block]


async def test_an_old_edition_is_told_that_the_content_changed(
    county: County, browser: Browser
) -> None:
    client = await _signed_in(county, browser)
    line = await _draft(client, county)
    form = county.form().model_dump(mode="json", exclude={"unit"})
    path = f"/api/drafts/{line['id']}"

    first = await client.put(path, json={"edition": 1, "form": form})
    second = await client.put(path, json={"edition": 1, "form": form})

    assert first.json()["line"]["edition"] == 2
    assert second.status_code == 409
    assert second.json()["error"]["code"] == "content_changed"


async def test_what_is_wrong_with_a_span_is_said_in_plain_words(
    county: County, browser: Browser
) -> None:
    client = await _signed_in(county, browser)
    form = county.form().model_dump(mode="json")
    form["dayparts"] = [{"from_time": "12:00:00", "to_time": "08:00:00"}]
    form["earliest_start_at"] = "2026-11-24T05:00:00+08:00"

    answer = await client.post("/api/drafts", json=form)

    reasons = {one["field"]: one["reason"] for one in answer.json()["error"]["fields"]}
    assert reasons["dayparts.0"] == "结束要晚于开始，并在同一天里"
    assert reasons["earliest_start_at"] == "写法不对"


@pytest.mark.parametrize("position", [-1, 10**30])
async def test_a_number_that_no_table_could_hold_is_refused(
    county: County, browser: Browser, position: int
) -> None:
    client = await _signed_in(county, browser, "admin")
    unit = {
        "id": "qinghe-new",
        "parent": "qinghe",
        "level": "village",
        "name": "新村村委会",
        "register_name": "新村",
        "lines": ["新村"],
        "position": position,
    }

    made = await client.post("/api/units", json=unit)
    paged = await client.get("/api/journal", params={"before": 10**30})

    assert (made.status_code, paged.status_code) == (422, 422)
