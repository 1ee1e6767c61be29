from pathlib import Path

import pytest

from config.mandates import MandatesRefused, read_mandates, shipped_mandates
from programme.boards import Term
from programme.mandate import DayKind, Shortfall

GOOD = """
[[mandate]]
name = "one"
label = "一"
term = "immediate"
needs_end = false
basis = "依据"
basis_checked_on = 2026-11-01
"""


# REQ-6, REQ-7, REQ-8, REQ-9
def test_the_shipped_mandates_are_those_of_the_open_rules() -> None:
    presets = shipped_mandates()

    shown = {
        name: preset.mandate.show_at_least_days for name, preset in presets.items()
    }
    assert shown["long_term"] is None
    assert (shown["periodic"], shown["immediate"], shown["staged"]) == (30, 20, 20)
    for term in Term:
        rule = presets[term.value].mandate
        assert rule.term is term
        assert (rule.publish_target_days, rule.publish_legal_days) == (5, 20)
        assert rule.shortfall is Shortfall.EXTEND


# REQ-21
def test_a_public_notice_keeps_its_printed_end() -> None:
    rule = shipped_mandates()["notice_7"].mandate

    assert rule.shortfall is Shortfall.STANDS
    assert rule.show_day_kind is DayKind.CALENDAR


def test_only_what_no_rule_ends_needs_an_end() -> None:
    presets = shipped_mandates()

    assert [name for name, one in presets.items() if one.needs_end] == ["none"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "读不出"),
        ("[[mandate", "读不出"),
        ("", "mandate"),
        (GOOD + GOOD, "写了两次"),
        (GOOD.replace("immediate", "some_day"), "term"),
        (GOOD + "colour = 1\n", "colour"),
    ],
)
def test_a_file_that_is_no_list_of_mandates_is_refused(
    tmp_path: Path, text: str | None, words: str
) -> None:
    file = tmp_path / "mandates.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")

    with pytest.raises(MandatesRefused, match=words):
        read_mandates(file)
