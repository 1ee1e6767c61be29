"""Chinese words on pages in another language say that they are (WCAG 3.1.2)."""

import re

import httpx
import pytest

from kiosk.foreign import with_marked_chinese
from tests.fakes.kiosk_pages import text_of

HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        pytest.param(
            "<p>Bring: 户口簿，2 份。 Then wait</p>",
            '<p>Bring: <span lang="zh-CN">户口簿，2 份。</span> Then wait</p>',
            id="a passage among other words",
        ),
        pytest.param(
            "<p>Floor 1, 进门左转走 30 步</p>",
            '<p>Floor 1, <span lang="zh-CN">进门左转走 30 步</span></p>',
            id="a figure inside belongs to it",
        ),
        pytest.param(
            "<b> 2026 年三季度</b><p>Window 12 县公安局</p>",
            '<b> <span lang="zh-CN">2026 年三季度</span></b>'
            '<p>Window 12 <span lang="zh-CN">县公安局</span></p>',
            id="the number with which a title begins, too",
        ),
        pytest.param(
            "<p>Floor 1, B 区, 左转</p><p>请打电话：0555-010-0112</p>",
            '<p>Floor 1, <span lang="zh-CN">B 区, 左转</span></p>'
            '<p><span lang="zh-CN">请打电话：0555-010-0112</span></p>',
            id="the letter of a zone and a telephone, too",
        ),
        pytest.param(
            "<p>户籍 نەدە 窗口，3 号。</p>",
            '<p><span lang="zh-CN">户籍</span> نەدە '
            '<span lang="zh-CN">窗口，3 号。</span></p>',
            id="letters of any other script do not",
        ),
        pytest.param(
            '<b lang="zh-CN">中文 <i>里面</i></b> 外面',
            '<b lang="zh-CN">中文 <i>里面</i></b> <span lang="zh-CN">外面</span>',
            id="what says so already",
        ),
        pytest.param(
            '<title>清禾</title><img alt="图"><p>字</p>',
            '<title>清禾</title><img alt="图"><p><span lang="zh-CN">字</span></p>',
            id="no elements where none may stand",
        ),
        pytest.param(
            '<svg><path d="M0 0"/><text>县</text></svg>县',
            '<svg><path d="M0 0"/><text>县</text></svg><span lang="zh-CN">县</span>',
            id="a drawing stays one",
        ),
        pytest.param(
            "<p>Plain &lt;words&gt;</p>", "<p>Plain &lt;words&gt;</p>", id="-"
        ),
    ],
)
def test_chinese_passages_are_marked_and_all_else_stays(html: str, marked: str) -> None:
    assert with_marked_chinese(html, "en") == marked
    assert with_marked_chinese(html, "zh-CN") == html


async def test_every_word_of_a_guide_on_an_english_page_says_that_it_is_chinese(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/language", data={"language": "en"})

    page = await text_of(client, "/items/qinghe-gaj-001")

    body = page[page.index("<main") : page.index("<nav class")]
    outside = re.sub(r'<span lang="zh-CN">[^<]*</span>|<[^>]*>', "", body)
    assert 'lang="zh-CN">户口簿' in page
    assert not HAN.search(outside)
