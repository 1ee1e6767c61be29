import os
import sys
from pathlib import Path

import pytest

from programme.clock import SystemClock
from signage.devtools import (
    BrowserGone,
    BrowserRefused,
    BrowserSilent,
    BrowserTrouble,
)
from signage.glass import ChromiumGlass
from tests.fakes import pipe_browser

SCRIPT = str(Path(pipe_browser.__file__))
WITHIN_S = 8.0


def glass(mode: str) -> ChromiumGlass:
    return ChromiumGlass((sys.executable, SCRIPT, mode), SystemClock(), WITHIN_S)


def test_what_the_page_says_is_seen_and_its_picture_made_to_fit() -> None:
    made = glass("well")

    seen = made.look(WITHIN_S)
    large = made.picture(WITHIN_S, 400_000)
    small = made.picture(WITHIN_S, 30_000)
    made.open("http://127.0.0.1:8701/", WITHIN_S)
    made.end()

    assert (seen.disclosure, seen.page, seen.version) == ("d-1", "f" * 64, 7)
    assert len(large) == 60 * 900
    assert len(small) == 25 * 900


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("refuses", BrowserRefused), ("silent", BrowserSilent), ("dies", BrowserGone)],
)
def test_a_browser_that_will_not_answer_is_told_apart(
    mode: str, kind: type[BrowserTrouble]
) -> None:
    made = glass(mode)

    with pytest.raises(kind):
        made.open("http://127.0.0.1:8701/", 0.5 if mode == "silent" else WITHIN_S)
    made.end()

    with pytest.raises(ChildProcessError):
        os.waitpid(made.pid, os.WNOHANG)


def test_answers_that_make_no_sense_are_refused() -> None:
    made = glass("odd")

    with pytest.raises(BrowserRefused):
        made.look(WITHIN_S)
    with pytest.raises(BrowserRefused):
        made.picture(WITHIN_S, 1)
    made.end()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("targetless", BrowserRefused),
        ("resultless", BrowserRefused),
        ("babbles", BrowserGone),
    ],
)
def test_a_browser_that_talks_nonsense_is_trouble_and_no_mistake_of_ours(
    mode: str, kind: type[BrowserTrouble]
) -> None:
    with pytest.raises(kind):
        glass(mode)


def test_another_page_than_ours_is_not_believed() -> None:
    made = glass("astray")

    with pytest.raises(BrowserRefused):
        made.look(WITHIN_S)
    made.end()


def test_a_browser_without_a_page_or_without_a_program_is_no_glass() -> None:
    with pytest.raises(BrowserRefused):
        glass("pageless")
    with pytest.raises(BrowserGone):
        ChromiumGlass(("/no/such/browser",), SystemClock(), WITHIN_S)
