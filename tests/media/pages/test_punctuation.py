import pytest
from hypothesis import given, strategies as st

from media.pages.fonts import Fonts, Style
from media.pages.linebreak import break_lines
from media.pages.punctuation import begins_narrow, ends_narrow, parts_of, runs_of


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("清禾县", ("清禾县",)),
        ("县（镇）。", ("县（镇）", "。")),
        ("他说：“好。”", ("他说：", "“好。", "”")),
        ("《办法》（试行）", ("《办法》", "（试行）")),
        ("（《", ("（", "《")),
        ("a, (b)", ("a, (b)",)),
        ("", ("",)),
    ],
)
def test_marks_that_meet_are_closed_up(text: str, runs: tuple[str, ...]) -> None:
    assert runs_of(text) == runs


def test_two_marks_that_meet_take_one_and_a_half_squares(fonts: Fonts) -> None:
    style = Style(40)

    assert fonts.width("好）。", style) == 100
    assert fonts.width("好好好", style) == 120


def test_a_closing_mark_ends_a_line_with_its_inked_half(fonts: Fonts) -> None:
    style = Style(40)

    lines = break_lines(
        "公开的内容。大家来看", 220, lambda text: fonts.width(text, style)
    )

    assert lines == ("公开的内容。", "大家来看")


def test_blank_halves_are_known() -> None:
    assert begins_narrow("（镇")
    assert not begins_narrow("镇（")
    assert ends_narrow("好。")
    assert not ends_narrow("好.")


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("柳坞村，", ["柳", "坞", "村", "，"]),
        (
            "第 1 组路灯 2,527.00 元",
            ["第", " 1 ", "组", "路", "灯", " 2,527.00 ", "元"],
        ),
        ("Wi-Fi——免费", ["Wi-Fi——", "免", "费"]),
        ("\u8fba\ufe00远", ["\u8fba\ufe00", "远"]),
        ("𬭎㛃䶮", ["𬭎", "㛃", "䶮"]),
        ("a\nb", ["a\nb"]),
        ("", []),
    ],
)
def test_squares_are_shaped_alone_and_letters_together(
    run: str, parts: list[str]
) -> None:
    assert parts_of(run) == parts


@given(st.text(alphabet="国，（》a1. —…é\u0301\ufe00\U000e0100𠮷の", max_size=30))
def test_no_character_is_lost_between_parts(run: str) -> None:
    assert "".join(parts_of(run)) == run
