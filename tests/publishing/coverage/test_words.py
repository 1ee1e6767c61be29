from datetime import date

from publishing.coverage.words import Why, cure_words, short_words
from publishing.tables.coverage import ShortCause

DAY = date(2026, 11, 12)


def test_a_short_day_says_why_and_how_much_was_missing() -> None:
    cut = Why(cause=ShortCause.POWER_CUT, confirmed=True)

    told = short_words(DAY, cut, exposures=9, least=30)

    assert told == "11 月 12 日停电，放 9 次，要 30 次。"


def test_what_staff_said_beside_goes_before_the_cause() -> None:
    cut = Why(cause=ShortCause.POWER_CUT, words="9:40—16:55", confirmed=True)

    told = short_words(DAY, cut, exposures=9, least=30)

    assert told == "11 月 12 日 9:40—16:55 停电，放 9 次，要 30 次。"


def test_what_nobody_confirmed_is_said_with_care() -> None:
    seen = Why(cause=ShortCause.POWER_CUT)
    unknown = Why(cause=ShortCause.UNKNOWN)

    assert seen.told == "可能是停电"
    assert unknown.told == "原因还不清楚"


def test_a_cure_says_how_many_days_and_until_when() -> None:
    assert cure_words(1, date(2026, 12, 2)) == "补 1 天，到 12 月 2 日"
