"""Whoever asks for what is in the making gets the same one, and nobody hangs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

import pytest

from publishing.certificates.shared_making import SharedMaking

T = TypeVar("T")
ASKING = 4


def together(making: SharedMaking[T], make: Callable[[], T]) -> list[T | Exception]:
    """Ask four times at once; the one is made when the other three wait for it."""

    def slowly() -> T:
        while making.waiting("a") < ASKING - 1:
            Event().wait(0.005)
        return make()

    def ask() -> T | Exception:
        try:
            return making.get("a", slowly)
        except OSError as error:
            return error

    with ThreadPoolExecutor(ASKING) as pool:
        asked = [pool.submit(ask) for _ in range(ASKING)]
        return [one.result(20) for one in asked]


def test_four_who_ask_at_once_get_the_one_that_is_made() -> None:
    got = together(SharedMaking[object](), object)

    assert len(set(map(id, got))) == 1


def test_a_refusal_is_everybody_s_and_the_next_one_begins_anew() -> None:
    making: SharedMaking[int] = SharedMaking()

    def fail() -> int:
        raise OSError("disk")

    got = together(making, fail)

    assert [str(one) for one in got] == ["disk"] * ASKING
    assert making.get("a", lambda: 7) == 7


def test_other_names_do_not_wait_and_what_was_made_is_not_kept() -> None:
    making: SharedMaking[object] = SharedMaking()

    within = making.get("a", lambda: making.get("b", object))

    assert making.get("a", object) is not within
    assert making.waiting("a") == 0


def test_a_break_reaches_those_who_wait() -> None:
    making: SharedMaking[int] = SharedMaking()

    def broken() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        making.get("a", broken)

    assert making.get("a", lambda: 1) == 1
