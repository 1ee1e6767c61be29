"""Whatever is typed stays text, whatever would run is no element (B14)."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from publishing.feeds.markup import clean, el, to_html


class _Reader(HTMLParser):
    """Read a page as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(page.decode().removeprefix("<!doctype html>\n").removesuffix("\n"))
    reader.close()
    return reader


# B14
@given(st.text(), st.text())
def test_any_text_comes_back_as_text_and_any_value_as_value(
    text: str, value: str
) -> None:
    made = el("p", text, el("b", "粗"), text, title=value)

    found = read(to_html(made))

    def plain(told: str) -> str:
        return clean(told).replace("\r\n", "\n").replace("\r", "\n")

    assert found.tags == ["p", "b"]
    assert plain(found.text) == plain(f"{text}粗{text}")
    assert [plain(one or "") for one in found.values] == [plain(value)]


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "object", "form"])
def test_what_would_run_or_load_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match=tag):
        el(tag)


def test_signs_that_steer_or_break_a_page_are_left_out() -> None:
    assert clean("a\u202eb\x00c\ufffed") == "abcd"


def test_none_is_left_out() -> None:
    assert (
        to_html(el("p", None, "甲", lang=None))
        == "<!doctype html>\n<p>甲</p>\n".encode()
    )
