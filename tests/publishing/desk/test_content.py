from datetime import date

import pytest

from programme.blocks import AssetRef, PageImageBlock
from programme.boards import Board
from publishing.desk.content import DraftForm, check_complete
from publishing.errors import Refused

FORM = DraftForm(
    title="流动办事车下乡时间",
    board=Board.GOV,
    category="公共服务",
    settled_on=date(2026, 11, 20),
    mandate="immediate",
    groups=("qinghe-hall-screen",),
    secrecy_basis="不涉密",
)


def scan(words: str) -> PageImageBlock:
    picture = AssetRef(sha256="a" * 64, length=3)
    return PageImageBlock(image=picture, width=4, height=3, words=words)


def test_a_scan_without_its_words_cannot_be_submitted() -> None:
    with pytest.raises(Refused, match="补写"):
        check_complete(FORM, (scan("第一页"), scan(" ")))


def test_a_scan_with_its_words_can_be_submitted() -> None:
    check_complete(FORM, (scan("第一页"),))
