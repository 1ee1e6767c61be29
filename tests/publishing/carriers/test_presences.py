from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from programme.carriers import PRIMARY_BY_DEFAULT, Carrier
from publishing.carriers.presences import Claim, Presence, carriers_on, check, standing
from publishing.errors import Refused

TODAY = date(2026, 11, 30)
APPROVED_ON = date(2026, 11, 23)
BOARD = Claim(
    carrier=Carrier.PAPER_BOARD,
    from_on=date(2026, 11, 24),
    last_on=None,
    photographed=True,
)


def presence(
    number: str = "p-1",
    *,
    carrier: Carrier = Carrier.PAPER_BOARD,
    from_on: date = date(2026, 11, 24),
    last_on: date | None = None,
    corrects: str | None = None,
    struck: bool = False,
) -> Presence:
    return Presence(
        id=number,
        disclosure="d-1",
        carrier=carrier,
        from_on=from_on,
        last_on=last_on,
        posted_photo=None,
        removed_photo=None,
        address="",
        remark="",
        corrects=corrects,
        struck=struck,
        reason="",
        recorded_by="s-1",
        recorded_by_name="起草岗",
        recorded_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def test_a_photographed_board_can_be_recorded() -> None:
    check(BOARD, earliest_on=APPROVED_ON, today=TODAY)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (replace(BOARD, photographed=False), "公开栏要有贴上时的照片"),
        (replace(BOARD, last_on=date(2026, 11, 27)), "公开栏取下要有取下时的照片"),
        (replace(BOARD, from_on=date(2026, 12, 1)), "开始的日子还没有到"),
        (
            replace(BOARD, from_on=date(2026, 11, 20)),
            "早于批准公开的 2026 年 11 月 23 日",
        ),
        (replace(BOARD, last_on=date(2026, 11, 23)), "最后一天早于开始的日子"),
        (replace(BOARD, last_on=date(2026, 12, 2)), "最后一天还没有到"),
        (replace(BOARD, carrier=Carrier.WEBSITE), "网站要写网页的地址"),
        (replace(BOARD, carrier=Carrier.MEETING), "要写一句凭据"),
        (replace(BOARD, carrier=Carrier.SCREEN), "由终端自己作证"),
        (replace(BOARD, carrier=Carrier.KIOSK), "由终端自己作证"),
    ],
)
def test_a_record_that_cannot_be_is_refused_in_words(claim: Claim, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(claim, earliest_on=APPROVED_ON, today=TODAY)


def test_every_fault_of_a_record_is_told_at_once() -> None:
    claim = replace(BOARD, from_on=date(2026, 12, 1), photographed=False)

    with pytest.raises(Refused) as refusal:
        check(claim, earliest_on=APPROVED_ON, today=TODAY)

    assert "还没有到" in str(refusal.value)
    assert "照片" in str(refusal.value)


@pytest.mark.parametrize(
    ("carrier", "remark"),
    [
        (Carrier.WECHAT, "村民群 3 个"),
        (Carrier.SMS, "发出 412 条"),
        (Carrier.BROADCAST, "早晚各一次"),
        (Carrier.BULLETIN, "第 11 期"),
        (Carrier.MEETING, "村民代表会议"),
        (Carrier.NEWSPAPER, "第 3 版"),
    ],
)
def test_other_carriers_need_one_line_that_proves_them(
    carrier: Carrier, remark: str
) -> None:
    claim = Claim(
        carrier=carrier, from_on=date(2026, 11, 24), last_on=None, remark=remark
    )

    check(claim, earliest_on=APPROVED_ON, today=TODAY)


def test_a_corrected_record_and_a_struck_one_do_not_hold_any_more() -> None:
    first = presence("p-1")
    second = presence("p-2", corrects="p-1")
    other = presence("p-3", carrier=Carrier.WEBSITE)
    struck = presence("p-4", carrier=Carrier.WEBSITE, corrects="p-3", struck=True)

    assert standing([first, second, other, struck]) == (second,)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 23), ()),
        (date(2026, 11, 24), (Carrier.PAPER_BOARD,)),
        (date(2026, 11, 26), (Carrier.PAPER_BOARD, Carrier.WEBSITE)),
        (date(2026, 11, 27), (Carrier.PAPER_BOARD, Carrier.WEBSITE)),
        (date(2026, 11, 28), (Carrier.WEBSITE,)),
        (date(2026, 12, 31), (Carrier.WEBSITE,)),
    ],
)
def test_a_record_vouches_from_its_first_to_its_last_day(
    day: date, found: tuple[Carrier, ...]
) -> None:
    records = [
        presence("p-1", last_on=date(2026, 11, 27)),
        presence("p-2", carrier=Carrier.WEBSITE, from_on=date(2026, 11, 26)),
        presence("p-3", carrier=Carrier.MEETING),
    ]

    assert carriers_on(day, records, primary=PRIMARY_BY_DEFAULT) == found


def test_a_carrier_that_is_not_primary_vouches_for_no_day() -> None:
    day = date(2026, 11, 25)

    assert carriers_on(day, [presence()], primary={Carrier.WEBSITE}) == ()
