import pytest

from programme.blocks import AssetRef, Block, PageImageBlock, Paragraph
from publishing.desk.page_words import (
    check_words_read,
    typed_words,
    unread_pages,
    words_of,
)
from publishing.errors import Refused


def page(words: str, image: str = "a") -> PageImageBlock:
    ref = AssetRef(sha256=image * 64, length=1)
    return PageImageBlock(image=ref, width=1, height=1, words=words)


@pytest.mark.parametrize(
    ("before", "after", "typed"),
    [
        ((), (page("甲"),), (page("甲"),)),
        ((page(""),), (page("甲"),), (page("甲"),)),
        ((page("机器认的"),), (page("机器认的"),), ()),
        ((page("甲"),), (page(" "),), ()),
        ((page("甲"),), (page("甲", "b"), Paragraph(text="乙")), (page("甲", "b"),)),
        ((), (page("甲"), page("甲")), (page("甲"),)),
    ],
)
def test_words_are_typed_where_they_did_not_stand_before(
    before: tuple[Block, ...],
    after: tuple[Block, ...],
    typed: tuple[PageImageBlock, ...],
) -> None:
    assert typed_words(before, after) == tuple(words_of(one) for one in typed)


def test_pages_without_words_or_without_a_reader_are_named() -> None:
    """REQ-36: nobody is told what no person has read."""
    pages = (page("甲"), Paragraph(text="字"), page("", "b"), page("丙", "c"))
    read = {words_of(page("甲")), words_of(page("", "b"))}

    assert unread_pages(pages, read) == (2, 3)
    with pytest.raises(Refused, match="第 2、3 张扫描页的文字还没有人核对"):
        check_words_read(pages, read)


def test_words_that_changed_since_they_were_read_are_read_anew() -> None:
    with pytest.raises(Refused):
        check_words_read((page("乙"),), {words_of(page("甲"))})

    check_words_read((page("甲"),), {words_of(page("甲"))})


def test_of_many_unread_pages_the_first_are_named() -> None:
    with pytest.raises(Refused, match="第 1、2、3、4、5、6、7、8 等 20 张扫描页"):
        check_words_read([page("")] * 20, ())
