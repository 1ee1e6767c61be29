from datetime import UTC, datetime, timedelta

from publishing.fleet.twins import STANDS_FOR, Runs, heard

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
STEP = timedelta(minutes=5)


def after(*names: str | None, step: timedelta = STEP) -> tuple[Runs, datetime]:
    runs, now = Runs(), NOON
    for name in names:
        now += step
        runs = heard(runs, name, now)
    return runs, now


def test_a_device_that_is_started_again_and_again_has_no_twin() -> None:
    runs, now = after(*"aaabbcdddefghijklmn")

    assert not runs.has_twin(now)
    assert len(runs.names) == 8


def test_two_machines_that_speak_in_turn_are_seen_at_the_fifth_word() -> None:
    early, then = after(*"abab")
    runs, now = after(*"ababa")

    assert not early.has_twin(then)
    assert runs.has_twin(now)


def test_one_late_word_of_an_old_run_is_no_twin() -> None:
    runs, now = after(*"aabbabbbbbbb")

    assert not runs.has_twin(now)


def test_two_late_words_a_day_apart_are_none_either() -> None:
    runs, now = after(*"ababa", step=timedelta(hours=13))

    assert not runs.has_twin(now)


def test_once_one_of_them_is_silent_for_a_day_the_matter_is_over() -> None:
    runs, now = after(*"ababab")
    for _ in range(10):
        now += STEP
        runs = heard(runs, "b", now)

    assert runs.has_twin(now)
    assert not runs.has_twin(now + STANDS_FOR)


def test_an_agent_that_says_no_name_is_left_alone() -> None:
    runs, now = after("a", None, "a", None)

    assert runs.names == ("a",)
    assert not runs.has_twin(now)
