from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st

from programme.window import FixedEnd, OpenEnd, ProvisionalEnd
from sync_agent.inner.needs import assets_of, documents_of, files_of_all
from sync_agent.inner.prune import Pruner
from sync_agent.layout import Layout
from sync_agent.store import Held
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.screens import Sheet, Stock

GRACE_S = 900.0
DAY = timedelta(days=1)
SHEETS = (
    Sheet(disclosure="open", starts_at=NOON - DAY, pages=(b"o" * 900, b"p" * 700)),
    Sheet(
        disclosure="ends",
        starts_at=NOON - DAY,
        end=FixedEnd(at=NOON + timedelta(hours=1)),
        pages=(b"e" * 500,),
    ),
    Sheet(
        disclosure="coming",
        starts_at=NOON + 30 * DAY,
        end=FixedEnd(at=NOON + 60 * DAY),
        pages=(b"c" * 800,),
    ),
    Sheet(
        disclosure="provisional",
        starts_at=NOON - DAY,
        end=ProvisionalEnd(at=NOON - DAY / 2),
        pages=(b"v" * 600,),
    ),
    Sheet(disclosure="shares", starts_at=NOON, end=OpenEnd(), pages=(b"o" * 900,)),
)


@dataclass(frozen=True)
class Step:
    """Adopt these sheets, let time pass, prune."""

    shown: frozenset[int]
    minutes: int
    at_once: bool


STEPS = st.builds(
    Step,
    shown=st.frozensets(st.integers(0, len(SHEETS) - 1)),
    minutes=st.integers(0, 40),
    at_once=st.booleans(),
)


@cache
def held_of(shown: frozenset[int]) -> Held:
    version = 1 + sum(1 << n for n in shown)
    sheets = tuple(SHEETS[n] for n in sorted(shown))
    return Stock(sheets=sheets, version=version).held()


def named_by(at: Layout, held: Held) -> set[Path]:
    assets = {at.assets.path_of(name) for name in assets_of(held)}
    return assets | {at.document(name) for name in documents_of(held.adopted)}


def lay(at: Layout, held: Held, bodies: dict[str, bytes]) -> None:
    """Put what a set needs on the disk, as an adoption does."""
    for path in named_by(at, held):
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bodies.get(path.name, b"d" * 300))


def kept(at: Layout) -> set[Path]:
    folders = (at.root / "assets", at.documents)
    return {p for one in folders for p in one.rglob("*") if p.is_file()}


def length(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def bodies_of(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for sheet in sheets:
        [pages] = sheet.manifest().pages
        found |= dict(
            zip((p.asset.sha256 for p in pages.pages), sheet.pages, strict=True)
        )
    return found


BODIES = bodies_of(SHEETS)


@settings(max_examples=20, deadline=None)
@given(
    steps=st.lists(STEPS, min_size=1, max_size=4),
    budget=st.one_of(st.just(0), st.integers(1, 9_000)),
)
def test_pruning_never_removes_what_an_open_or_a_coming_window_needs(
    steps: list[Step], budget: int
) -> None:
    with TemporaryDirectory() as folder:
        at, clock = Layout(Path(folder)), MovingClock(NOON)
        pruner = Pruner(at, grace_s=GRACE_S, clock=clock, most_bytes=budget)
        for step in steps:
            held = held_of(step.shown)
            lay(at, held, BODIES)
            clock.forward(timedelta(minutes=step.minutes))

            pruner.prune(held, at_once=step.at_once)

            panel = held.programme.panel
            owed = {
                at.assets.path_of(ref.sha256) for ref in files_of_all(held.items, panel)
            }
            here, named = kept(at), named_by(at, held)
            assert owed <= named <= here
            if budget:
                assert length(here) <= max(budget, length(named))
            if step.at_once:
                assert here == named


@pytest.fixture
def at(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


def test_within_the_budget_what_is_needed_no_more_has_its_time(at: Layout) -> None:
    clock, before, after = MovingClock(NOON), held_of(frozenset({0})), frozenset({2})
    lay(at, before, BODIES)
    lay(at, held_of(after), BODIES)
    pruner = Pruner(at, grace_s=GRACE_S, clock=clock, most_bytes=length(kept(at)))

    early = pruner.prune(held_of(after))
    clock.forward(timedelta(seconds=GRACE_S))
    late = pruner.prune(held_of(after))

    assert early == 0
    assert late == len(named_by(at, before) - named_by(at, held_of(after)))
    assert kept(at) == named_by(at, held_of(after))


def test_over_the_budget_the_oldest_goes_at_once_and_only_as_far_as_needed(
    at: Layout,
) -> None:
    clock, held = MovingClock(NOON), held_of(frozenset({0}))
    lay(at, held, BODIES)
    pruner = Pruner(at, grace_s=GRACE_S, clock=clock, most_bytes=length(kept(at)) + 500)
    at.incoming.mkdir()
    removed = []
    for name in ("z-old.part", "a-young.part"):
        (at.incoming / name).write_bytes(b"x" * 300)
        removed.append(pruner.prune(held))
        clock.forward(timedelta(seconds=60))

    assert removed == [0, 1]
    assert [path.name for path in at.incoming.iterdir()] == ["a-young.part"]
    assert kept(at) == named_by(at, held)
