from pathlib import Path

import pytest

from config.mandates import (
    SHORTFALLS,
    MandatesRefused,
    of_the_county,
    read_mandates,
    shipped_mandates,
)
from programme.boards import KindOfAct, Term
from programme.mandate import DayKind, EndRule, Shortfall
from programme.period import Frequency

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

    assert [name for name, one in presets.items() if one.needs_end] == [
        "none",
        "promotion",
    ]


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


# The last table of the requirements, line by line: days, kind of day, end, shortfall.
@pytest.mark.parametrize(
    ("name", "days", "kind", "end", "shortfall"),
    [
        ("official_appointment", 5, "working", "any_day", "stands"),
        ("party_admission", 5, "working", "any_day", "stands"),
        ("subsistence", 7, "calendar", "any_day", "stands"),
        ("winning_bidder", 3, "calendar", "working_day", "stands"),
        ("land_compensation", 30, "calendar", "any_day", "stands"),
        ("land_taking_start", 10, "working", "any_day", "stands"),
        ("farm_subsidy", 7, "calendar", "any_day", "stands"),
    ],
)
def test_a_special_rule_says_how_long_it_is_shown(
    name: str, days: int, kind: str, end: str, shortfall: str
) -> None:
    preset = shipped_mandates()[name]
    rule = preset.mandate

    assert preset.over == "immediate"
    assert rule.show_at_least_days == days
    assert (rule.show_day_kind, rule.end_rule) == (kind, end)
    assert preset.rule_for(KindOfAct.PUBLIC_NOTICE).shortfall == shortfall


# REQ-8: a special rule goes first, and what it does not say the general rule says.
def test_a_special_rule_goes_before_the_general_one() -> None:
    presets = shipped_mandates()

    credit, budget = presets["credit_publication"].mandate, presets["budget"].mandate
    assert (credit.publish_target_days, credit.publish_legal_days) == (5, 7)
    assert credit.show_at_least_days == 20
    assert (budget.publish_legal_days, budget.publish_legal_day_kind) == (
        20,
        DayKind.CALENDAR,
    )


@pytest.mark.parametrize(
    ("name", "frequency"),
    [
        ("village_affairs", Frequency.QUARTERLY),
        ("village_finance", Frequency.MONTHLY),
    ],
)
def test_a_village_publishes_by_the_fifteenth_until_the_next_period(
    name: str, frequency: Frequency
) -> None:
    preset = shipped_mandates()[name]

    assert preset.frequency is frequency
    assert preset.mandate.publish_by_day == 15
    assert preset.mandate.end_rule is EndRule.UNTIL_REPLACED
    assert preset.mandate.publish_target_days is None
    assert preset.mandate.show_at_least_days is None


def test_every_rule_names_its_basis_and_the_day_on_which_it_was_checked() -> None:
    for preset in shipped_mandates().values():
        assert preset.mandate.basis
        assert preset.mandate.basis_checked_on.year == 2026
        assert preset.counts_from


# REQ-21
def test_the_kind_of_act_decides_what_a_short_day_does_unless_the_rule_does() -> None:
    presets = shipped_mandates()

    general = [presets["immediate"].rule_for(kind).shortfall for kind in KindOfAct]
    special = [presets["notice_7"].rule_for(kind).shortfall for kind in KindOfAct]
    assert general == [SHORTFALLS[kind] for kind in KindOfAct]
    assert set(special) == {Shortfall.STANDS}


def test_a_county_decides_about_the_posting_day_and_about_short_days() -> None:
    shortfalls = dict.fromkeys(KindOfAct, Shortfall.RESTART)

    presets = of_the_county(
        shipped_mandates(), posting_day_counts=True, shortfalls=shortfalls
    )

    rule = presets["immediate"].rule_for(KindOfAct.DISCLOSURE)
    assert (rule.posting_day_counts, rule.shortfall) == (True, Shortfall.RESTART)
    assert presets["notice_7"].rule_for(KindOfAct.DISCLOSURE).shortfall == "stands"


SPECIAL = """
[[special_rule]]
name = "two"
label = "二"
over = "one"
counts_from = "批准之日"
basis = "依据"
basis_checked_on = 2026-11-01
"""


def test_every_mistake_is_named_at_once_with_its_rule_and_field(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mandates.toml"
    bad = SPECIAL.replace('over = "one"', 'over = "one"\nshow_at_most_days = 3')
    bad = bad.replace('basis = "依据"\n', "")
    worse = bad.replace('"two"', '"three"') + "publish_legal_days = 0\n"
    file.write_text(GOOD + bad + worse, encoding="utf-8")

    with pytest.raises(MandatesRefused) as refusal:
        read_mandates(file)

    assert refusal.value.faults == (
        "第 1 条 special_rule 的 basis：没有填",
        "第 1 条 special_rule 的 show_at_most_days：没有这一项，请检查拼写",
        "第 2 条 special_rule 的 publish_legal_days：太小",
        "第 2 条 special_rule 的 basis：没有填",
        "第 2 条 special_rule 的 show_at_most_days：没有这一项，请检查拼写",
    )


def test_rules_that_contradict_themselves_are_all_named(tmp_path: Path) -> None:
    file = tmp_path / "mandates.toml"
    nowhere = SPECIAL.replace('"one"', '"nine"')
    crossed = SPECIAL.replace('"two"', '"three"')
    crossed += "publish_target_days = 9\npublish_legal_days = 7\n"
    file.write_text(GOOD + nowhere + crossed, encoding="utf-8")

    with pytest.raises(MandatesRefused) as refusal:
        read_mandates(file)

    assert refusal.value.faults == (
        "two：没有“nine”这条一般规定",
        "three：法定期限短于目标期限",
    )


# REQ-30
def test_a_promotion_demands_nothing_and_makes_up_for_nothing() -> None:
    [preset] = [one for one in shipped_mandates().values() if one.promotional]
    rule = preset.mandate

    assert preset.name == "promotion"
    assert (rule.publish_target_days, rule.publish_legal_days) == (None, None)
    assert (rule.show_at_least_days, rule.shortfall) == (None, Shortfall.TOLERATE)


POSTER = GOOD + 'promotional = true\nshortfall = "tolerate"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (POSTER + "show_at_least_days = 20\n", "宣传没有规定的天数"),
        (POSTER + "publish_legal_days = 20\n", "宣传没有规定的天数"),
        (POSTER.replace("tolerate", "extend"), "tolerate"),
        (
            f"""{POSTER}
[[special_rule]]
name = "two"
label = "二"
over = "one"
counts_from = "当天"
basis = "依据"
basis_checked_on = 2026-11-01
""",
            "two：没有“one”这条一般规定",
        ),
    ],
)
def test_a_promotion_that_demands_something_is_refused(
    tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "mandates.toml"
    file.write_text(POSTER, encoding="utf-8")
    assert read_mandates(file)["one"].promotional
    file.write_text(text, encoding="utf-8")

    with pytest.raises(MandatesRefused, match=words):
        read_mandates(file)
