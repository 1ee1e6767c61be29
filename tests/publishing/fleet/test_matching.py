import pytest

from programme.boards import DisplayKind
from programme.layout import Panel
from publishing.fleet.matching import (
    MOST_MISSES,
    CodeTwice,
    CodeWrong,
    GroupUnfit,
    Pending,
    TooManyMisses,
    Wanted,
    match,
    tidy,
)
from tests.fakes.hall_data import SCREEN

WANTED = Wanted(name="大厅屏", display_kind=DisplayKind.SCREEN, panel=SCREEN)


def pending(
    key: str = "k1", code: str = "ABCD2345", kind: DisplayKind = DisplayKind.SCREEN
) -> Pending:
    return Pending(key=key, code=code, display_kind=kind, width=1920, height=1080)


def test_the_device_that_shows_the_code_is_found() -> None:
    waiting = [pending(), pending("k2", "ZZZZ9999")]

    assert match("ZZZZ9999", waiting, WANTED, misses=0).key == "k2"


def test_a_typed_code_may_have_spaces_dashes_and_small_letters() -> None:
    assert tidy(" abcd-23 45") == "ABCD2345"


@pytest.mark.parametrize("code", ["ABCD2346", "", "ABCD0001", "ABCD23456"])
def test_a_wrong_code_says_how_many_tries_are_left(code: str) -> None:
    with pytest.raises(CodeWrong, match="还可以试 3 次"):
        match(code, [pending()], WANTED, misses=1)


def test_after_too_many_wrong_codes_even_the_right_one_waits() -> None:
    with pytest.raises(TooManyMisses, match="10 分钟"):
        match("ABCD2345", [pending()], WANTED, misses=MOST_MISSES)


def test_two_devices_with_one_code_are_both_left_out() -> None:
    with pytest.raises(CodeTwice, match="两台设备"):
        match("ABCD2345", [pending(), pending("k2")], WANTED, misses=0)


def test_a_kiosk_does_not_get_a_screens_programme() -> None:
    kiosk = pending(kind=DisplayKind.KIOSK)

    with pytest.raises(GroupUnfit, match="触摸一体机"):
        match("ABCD2345", [kiosk], WANTED, misses=0)


def test_a_panel_of_other_pixels_does_not_fit() -> None:
    small = Wanted(
        name="小屏",
        display_kind=DisplayKind.SCREEN,
        panel=Panel(width=1366, height=768, diagonal_inches=32, distance_mm=2000),
    )

    with pytest.raises(GroupUnfit, match="1366×768"):
        match("ABCD2345", [pending()], small, misses=0)
