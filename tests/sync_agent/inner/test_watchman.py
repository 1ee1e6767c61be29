from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync_agent.device_clock import KeptClock, read_note
from sync_agent.inner.standing import Standing
from sync_agent.inner.watchman import Watchman
from sync_agent.layout import Layout
from sync_agent.state import AgentState
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock


class Post:
    """Be a watchman with all that he looks at."""

    def __init__(self, root: Path, *, reserve_bytes: int = 0) -> None:
        self.layout, self.system = Layout(root), MovingClock(NOON)
        self.clock = KeptClock(
            root, self.system, synchronised=lambda: False, boot="one"
        )
        self.standing = Standing(self.layout, self.clock, stale_after_s=9e9)
        self.standing.tell(device="qinghe-1", group="qinghe-hall")
        self.watchman = Watchman(
            self.layout,
            clock=self.clock,
            standing=self.standing,
            reserve_bytes=reserve_bytes,
        )

    def state(self) -> AgentState:
        return self.standing.tell().state


# F16
def test_a_set_clock_is_told_once_and_again_when_it_is_right(tmp_path: Path) -> None:
    post = Post(tmp_path)
    assert [post.watchman.look(), post.watchman.look()] == [True, False]

    post.system.step(timedelta(days=365))
    news = [post.watchman.look(), post.watchman.look()]
    doubted = post.state()
    post.watchman.heard(NOON)

    assert (news, doubted) == ([True, False], AgentState.CLOCK_DOUBTED)
    assert post.state() is not AgentState.CLOCK_DOUBTED
    words = post.standing.tell().last_error
    assert words == "本机时钟快了约 365 天，已改按中心的时间走；请设好本机时钟。"
    assert post.watchman.look()


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (timedelta(minutes=-10), "本机时钟慢了约 10 分钟"),
        (timedelta(hours=5), "本机时钟快了约 5 小时"),
        (timedelta(seconds=30), ""),
    ],
)
def test_how_far_the_machine_s_clock_is_off_is_said(
    tmp_path: Path, off: timedelta, words: str
) -> None:
    post = Post(tmp_path)
    post.system.step(off)

    post.watchman.heard(NOON)

    assert post.standing.tell().last_error.startswith(words)
    assert bool(post.standing.tell().last_error) is bool(words)


# F19
@pytest.mark.parametrize("boot", ["one", "two"])
def test_a_time_that_a_stolen_key_drove_ahead_is_put_right_by_the_key_after_it(
    tmp_path: Path, boot: str
) -> None:
    post = Post(tmp_path)
    ahead = NOON + timedelta(days=9 * 365)
    post.watchman.heard(ahead, key="stolen", counting={"stolen"})
    again = KeptClock(tmp_path, post.system, synchronised=lambda: False, boot=boot)

    again.hear(NOON, key="stolen", counting={"stolen"})
    poisoned = again.now()
    again.hear(NOON, key="new", counting={"new"})

    assert poisoned == ahead
    assert (again.now(), again.sure()) == (NOON, True)


def test_an_instant_at_the_end_of_the_calendar_ends_no_program(
    tmp_path: Path,
) -> None:
    post = Post(tmp_path)
    end = datetime(8999, 12, 31, 23, 59, 59, tzinfo=UTC)

    post.watchman.heard(end)
    post.clock.raise_floor(end)
    post.system.step(timedelta(seconds=5))
    post.watchman.look()
    post.standing.heard()

    assert post.clock.now() < NOON + timedelta(days=1)


def test_an_old_word_that_is_played_again_changes_nothing(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.watchman.heard(NOON)

    post.watchman.heard(NOON - timedelta(days=1))

    assert post.clock.now() == NOON


def test_the_floor_is_kept_every_ten_minutes(tmp_path: Path) -> None:
    post = Post(tmp_path)
    floors = []
    for _ in range(21):
        post.watchman.look()
        note = read_note(tmp_path)
        assert note is not None
        assert note.floor is not None
        floors.append(note.floor.at)
        post.system.forward(timedelta(minutes=1))

    assert sorted(set(floors)) == [NOON, NOON + 10 * MINUTE, NOON + 20 * MINUTE]


MINUTE = timedelta(minutes=1)


# F8
def test_a_disk_that_refuses_the_word_of_time_is_failing_until_it_takes_it(
    tmp_path: Path,
) -> None:
    post = Post(tmp_path)
    way = tmp_path / "clock.json"
    way.mkdir()
    (way / "in the way").touch()

    post.watchman.look()
    failing = post.state()
    (way / "in the way").unlink()
    way.rmdir()
    post.system.forward(MINUTE)
    post.watchman.look()

    assert failing is AgentState.STORAGE_FAILING
    assert post.state() is not AgentState.STORAGE_FAILING


def test_a_word_that_cannot_be_kept_holds_and_is_a_failing_disk(tmp_path: Path) -> None:
    post = Post(tmp_path)
    (tmp_path / "clock.json").mkdir()
    (tmp_path / "clock.json" / "in the way").touch()

    post.watchman.heard(NOON)
    post.watchman.look()

    assert post.clock.sure()
    assert post.state() is AgentState.STORAGE_FAILING


# F7
def test_a_reserve_that_was_given_up_is_a_full_disk(tmp_path: Path) -> None:
    post = Post(tmp_path, reserve_bytes=2**60)

    post.watchman.look()

    assert post.state() is AgentState.STORAGE_FAILING
    assert "已满" in post.standing.tell().last_error
