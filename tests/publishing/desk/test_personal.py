import re

import pytest
from hypothesis import given, strategies as st

from publishing.desk.personal import (
    PersonalKind,
    digits,
    find_personal,
    is_card,
    is_identity,
    numbers_of,
)

IDENTITY = "11010519491231002X"  # the example of the national standard
CARD = "6222020200011234560"


def found(text: str, *official: str) -> list[tuple[str, str]]:
    return [
        (one.kind.value, one.text)
        for one in find_personal(text, official=numbers_of(official))
    ]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        (f"户主张某，{IDENTITY}，三人", "identity", IDENTITY),
        ("证号 110105 19491231 002X。", "identity", "110105 19491231 002X"),
        (
            "１１０１０５１９４９１２３１００２Ｘ",
            "identity",
            "１１０１０５１９４９１２３１００２Ｘ",
        ),
        ("老证 110105491231002", "identity", "110105491231002"),
        (f"打到 {CARD} 上", "bank_card", CARD),
        ("卡号6222 0202 0001 1234 560", "bank_card", "6222 0202 0001 1234 560"),
        ("联系 13812345678。", "mobile", "13812345678"),
        ("电话138-1234-5678", "mobile", "138-1234-5678"),
        ("+86 138 1234 5678", "mobile", "+86 138 1234 5678"),
        ("家里 0555-4100133", "landline", "0555-4100133"),
        ("(010) 6512 3456", "landline", "(010) 6512 3456"),
        ("车牌皖E·1234学", "plate", "皖E·1234学"),
        ("新能源车皖ED12345", "plate", "皖ED12345"),
        ("出生日期：1990年1月2日", "birth_date", "1990年1月2日"),
        ("李某，1963.5.6出生", "birth_date", "1963.5.6"),
        ("住址：云溪镇柳坞村三组12号", "address", "云溪镇柳坞村三组12号"),
        ("云溪小区3栋2单元501室漏水", "address", "云溪小区3栋2单元501室"),
    ],
)
def test_personal_data_is_found_however_it_is_written(
    text: str, kind: str, part: str
) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # a wrong check character
        "110105194913310022",  # no such month
        "6222020200011234567",  # a wrong Luhn digit
        "路灯维修 12,480.00 元，人工 13800.00 元",
        "面积 13812345678.5 平方米",
        "登记号 202611290000000012",
        "统一社会信用代码 91340500MA2N000000",
        "清溪大道88号县政务中心",
        "2026年12月21日生产",
        "监督电话：0555-0100133",
        "咨询热线 010-65123456",
        "浙江省某村2组",
        "",
    ],
)
def test_other_numbers_and_places_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_an_offices_own_numbers_are_no_personal_data() -> None:
    text = "找民政窗口 0555-010-0131，值班手机 13812345678"

    assert found(text, "0555 010 0131", "138-1234-5678") == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (IDENTITY, "**************002X"),
        ("13812345678", "138****5678"),
        ("138-1234-5678", "138-****-5678"),
        (CARD, "***************4560"),
        ("0555-4100133", "****-*****33"),
        ("皖E·A12345", "皖E·*****5"),
        ("住址：云溪镇柳坞村12号", "住址：云溪镇柳坞村**号"),
        ("生于1990年1月2日", "生于1990年*月*日"),
    ],
)
def test_a_mask_hides_what_tells_and_keeps_the_length(text: str, masked: str) -> None:
    [one] = find_personal(text)

    shown = text[: one.start] + one.masked + text[one.end :]

    assert shown == masked
    assert len(shown) == len(text)


def test_several_in_one_line_come_in_their_order() -> None:
    text = f"13812345678 {IDENTITY} 0555-4100133"

    kinds = [one.kind for one in find_personal(text)]

    assert kinds == [
        PersonalKind.MOBILE,
        PersonalKind.IDENTITY,
        PersonalKind.LANDLINE,
    ]


@given(st.from_regex(r"\A[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|1\d)\d{3}\Z"))
def test_of_eleven_check_characters_one_makes_an_identity_number(body: str) -> None:
    holding = [sign for sign in "0123456789X" if is_identity(body + sign)]

    assert len(holding) == 1


@given(st.from_regex(r"\A[3-6]\d{14,17}\Z"))
def test_of_ten_digits_one_makes_a_card_number(body: str) -> None:
    assert sum(is_card(body + str(digit)) for digit in range(10)) == 1


@given(st.text(alphabet="0123456789 -Xx村路号室住年月日13800", max_size=200))
def test_findings_lie_in_the_text_without_overlaps_and_masks_hold_none(
    text: str,
) -> None:
    findings = find_personal(text)

    ends = 0
    for one in findings:
        assert ends <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert len(one.masked) == len(one.text)
        ends = one.end
    masked = list(text)
    for one in findings:
        masked[one.start : one.end] = one.masked
    again = {one.kind for one in find_personal("".join(masked))}
    assert again <= {PersonalKind.ADDRESS}


def test_a_million_characters_are_read_in_time() -> None:
    texts = ("村" * 1_000_000, "1" * 1_000_000, "13812345678 " * 80_000)

    counts = [len(find_personal(text)) for text in texts]

    assert counts == [0, 0, 80_000]


def test_digits_are_compared_however_they_are_grouped() -> None:
    assert digits("（0555）010－0131") == "05550100131"
    assert not re.search(r"\D", digits("tel 010"))
