from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from programme.records import LongAlone
from sync_agent.drain import Drain
from sync_agent.inner.alone import AloneMark
from sync_agent.outbox import Outbox
from sync_agent.outbox_file import path_of
from sync_agent.state import AgentState, StateReport
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock

WRITER = "agent-1"
HEARD_AT = NOON - timedelta(days=181)
FROM_AT = NOON - timedelta(days=1)
ALONE = StateReport(
    state=AgentState.LONG_ALONE,
    since_at=NOON,
    last_sync_at=HEARD_AT,
    alone_from_at=FROM_AT,
)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Give the agent's own chain."""
    found = Outbox(path_of(tmp_path, WRITER), WRITER, MovingClock(NOON))
    with closing(found):
        yield found


def marks(root: Path) -> list[object]:
    with Drain(root, WRITER, MovingClock(NOON)) as drain:
        found = drain.undelivered(most=100, most_bytes=10**6)
    return [link.record for link in found]


def test_what_follows_is_marked_once_even_across_a_start(
    tmp_path: Path, outbox: Outbox
) -> None:
    mark = AloneMark(outbox, MovingClock(NOON))
    mark.look(ALONE)
    mark.look(ALONE)

    AloneMark(outbox, MovingClock(NOON + timedelta(hours=1))).look(ALONE)

    wanted = LongAlone(heard_at=HEARD_AT, from_at=FROM_AT, at=NOON)
    assert marks(tmp_path) == [wanted]


def test_another_time_alone_is_marked_again(tmp_path: Path, outbox: Outbox) -> None:
    mark = AloneMark(outbox, MovingClock(NOON))
    mark.look(ALONE)

    mark.look(ALONE.model_copy(update={"alone_from_at": NOON}))

    assert len(marks(tmp_path)) == 2


@pytest.mark.parametrize(
    "changed",
    [{"state": AgentState.STALE}, {"alone_from_at": None}],
)
def test_nothing_is_marked_before(
    tmp_path: Path, outbox: Outbox, changed: dict[str, object]
) -> None:
    AloneMark(outbox, MovingClock(NOON)).look(ALONE.model_copy(update=changed))

    assert not path_of(tmp_path, WRITER).exists()
