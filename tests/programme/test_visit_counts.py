"""What a kiosk counts of its visits, and which words may leave it (REQ-54)."""

from datetime import date

import pytest
from pydantic import ValidationError

from programme.records import Batch, ChainedRecord
from programme.visit_counts import (
    CountKind,
    VisitCount,
    VisitCounts,
    is_like_name,
    may_be_sent,
)
from tests.fakes.contract import NOON


@pytest.mark.parametrize(
    "words", ["暖气不热", "孩子上学", "nuanqi", "公积金提现怎么办"]
)
def test_everyday_words_may_be_sent(words: str) -> None:
    assert may_be_sent(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "热",
        "13800001111",
        "我叫什么3号楼",
        "低保 名单",
        "暖气<b>",
        "NUANQI",
        "nua",
        "举报村主任",
        "王小明",
        "李四",
        "欧阳小明",
        "一" * 13,
        "a" * 25,
        "暖气\n不热",
    ],
)
def test_figures_names_accusations_and_long_words_stay(words: str) -> None:
    assert not may_be_sent(words)


@pytest.mark.parametrize("words", ["欧阳小明同学家", "王家庄小学", "暖气不热", ""])
def test_what_is_longer_than_a_name_or_begins_with_none_is_no_name(words: str) -> None:
    assert not is_like_name(words)


def test_counts_travel_as_a_record_of_a_chain() -> None:
    counts = VisitCounts(
        on=date(2026, 11, 23),
        at=NOON,
        counts=(
            VisitCount(kind=CountKind.ITEM_OPENED, subject="qinghe-mzj-001", times=3),
            VisitCount(kind=CountKind.IN_VAIN, times=4),
            VisitCount(kind=CountKind.VAIN_WORDS, subject="暖气不热", times=3),
        ),
    )
    link = ChainedRecord(number=1, previous="0" * 64, record=counts)

    batch = Batch(device="d", writer="kiosk-1", records=(link,))

    assert Batch.parse(batch.canonical()) == batch


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (CountKind.IN_VAIN, "暖气不热"),
        (CountKind.LEFT, "qinghe-mzj-001"),
        (CountKind.VAIN_WORDS, "王小明"),
        (CountKind.VAIN_WORDS, ""),
        (CountKind.ITEM_OPENED, "暖气不热"),
        (CountKind.ITEM_GOOD, ""),
    ],
)
def test_no_count_carries_words_in_a_place_that_is_not_theirs(
    kind: CountKind, subject: str
) -> None:
    with pytest.raises(ValidationError):
        VisitCount(kind=kind, subject=subject, times=1)
