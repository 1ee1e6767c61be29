import json
import re
from dataclasses import replace

import httpx
import pytest

from kiosk.app import make_app
from kiosk.desk import make_environment
from tests.fakes.kiosk_pages import BASE, Kiosk, text_of

FRAGMENT = {"hx-request": "true"}


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


# REQ-36
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/find", "打字查找"),
        ("/offices", "哪个部门"),
        ("/items/qinghe-gaj-001", "身份证"),
        ("/notices/d-1", "三季度财务收支"),
        ("/help", "咨询台"),
        ("/not-there", "没有这一页"),
    ],
)
async def test_a_page_is_named_by_what_is_on_it(
    client: httpx.AsyncClient, path: str, told: str
) -> None:
    """WCAG 2.4.2: what a screen reader says first tells one page from another."""
    page = (await client.get(path)).text

    title = re.findall(r"<title>(.*?)</title>", page)
    assert len(title) == 1
    assert title[0].endswith(" · 政务服务触摸屏")
    assert told in title[0]


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
    broken = make_environment()
    broken.filters["kept"] = lambda text: text / 0
    desk = replace(kiosk.desk, environment=broken)
    transport = httpx.ASGITransport(app=make_app(replace(kiosk.parts, desk=desk)))

    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        answer = await client.get("/notices")

    assert answer.status_code == 500
    assert "这一页打不开" in answer.text
    assert "Traceback" not in answer.text


async def test_the_cover_and_its_worker_are_served(client: httpx.AsyncClient) -> None:
    cover = await client.get("/cover")
    worker = await client.get("/sw.js")
    life = await client.get("/healthz")

    assert "本机暂停服务，请找咨询台" in cover.text
    assert worker.headers["content-type"].startswith("text/javascript")
    assert "__LAST_WORDS__" not in worker.text
    assert json.dumps("本机暂停服务，请找咨询台")[1:-1] in worker.text
    assert life.text == "ok"
