"""Touch a kiosk at random, as a child does, and measure what its server holds.

`python -m benchmarks.touches [--touches 10000] [--seed 7]`: a real browser before a
real kiosk of a small county. Every touch lands anywhere on the glass; now and then a
letter is typed. It fails where a page was an error, where the browser left the kiosk,
or where the server holds more memory at the end than after the first tenth.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Error, Page, Response

from tests.fakes.kiosk_browser import PORTRAIT, Place, server, touched
from tests.fakes.kiosk_place import place_in
from tests.fakes.visiting import visit

MOST_GROWTH_MIB = 12.0
"""Between the first tenth of the touches and the last: what counts as flat."""
_KIB_PER_MIB = 1024
_ERROR, _FAULT = 400, 500
_IN_WORDS = frozenset({422})
"""A question that is not taken here has a page that says where it belongs."""
_TYPED_SHARE = 0.04
_LOOKS = 10
_PAINTS = "() => new Promise(requestAnimationFrame)"
_ANSWERED_WITHIN_S, _HUNG_AFTER_S = 3.0, 20.0


@dataclass(kw_only=True)
class Outcome:
    """Be what came of the touches."""

    touches: int = 0
    pages: int = 0
    """How many were opened by them."""
    lost: int = 0
    """Touches that the driven browser never answered; the pages were alive."""
    errors: list[str] = field(default_factory=list)
    """Answers that no visitor should see, and addresses outside."""
    memory_mib: list[float] = field(default_factory=list)
    """What the server held (PSS), at even distances."""
    seconds: float = 0.0

    @property
    def growth_mib(self) -> float:
        """Return how much more the server held at the end than early on."""
        return self.memory_mib[-1] - self.memory_mib[1]


async def touch_at_random(
    page: Page, place: Place, *, server_pid: int, touches: int, seed: int
) -> Outcome:
    """Touch a kiosk so many times."""
    chance = random.Random(seed)  # noqa: S311 - the same touches for the same seed
    outcome = Outcome(touches=touches)
    page.on("response", lambda answer: _note(answer, place, outcome))
    page.on("framenavigated", lambda _: setattr(outcome, "pages", outcome.pages + 1))
    line = await page.context.new_cdp_session(page)
    began = time.monotonic()
    outcome.memory_mib.append(_held_mib(server_pid))
    for each in range(1, touches + 1):
        if not await _one_touch(page, line, chance):
            outcome.lost += 1
            await visit(page, place.address)
        if each % max(1, touches // _LOOKS) == 0:
            outcome.memory_mib.append(_held_mib(server_pid))
            if not page.url.startswith(place.address + "/"):
                outcome.errors.append(f"at {page.url}")
    outcome.seconds = time.monotonic() - began
    await visit(page, place.address)
    if not await page.locator(".k-dock").is_visible():
        outcome.errors.append("the first page has no dock")
    return outcome


async def _one_touch(page: Page, line: CDPSession, chance: random.Random) -> bool:
    """Touch once; say whether the browser has answered.

    It loses the answer now and then to a touch whose page goes while it lands, and
    then waits for it for ever. The page itself must be alive and painting.

    Raises:
        TimeoutError: The page hangs.
    """
    if chance.random() < _TYPED_SHARE:
        touch = page.keyboard.type(chance.choice("SFZ身份证0 "))
    else:
        touch = _click(line, *(chance.randrange(side) for side in PORTRAIT))
    if await _done(touch, _ANSWERED_WITHIN_S):
        return True
    if not await _done(page.evaluate(_PAINTS), _HUNG_AFTER_S):
        raise TimeoutError(page.url)
    return False


async def _done(work: Coroutine[Any, Any, object], within_s: float) -> bool:
    """Say whether something was done in time; a page that just went is no matter."""
    task = asyncio.ensure_future(work)
    # Not `wait_for`, which waits for the driver, who does not let go.
    await asyncio.wait({task}, timeout=within_s)
    if not task.done():
        task.add_done_callback(lambda one: one.cancelled() or one.exception())
        return False
    error = task.exception()
    if error is not None and not _is_going(error):
        raise error
    return True


def _is_going(error: BaseException) -> bool:
    """Say whether a touch met a page that was going; the next meets the new one."""
    return isinstance(error, Error) and (
        "navigat" in str(error) or "context" in str(error)
    )


async def _click(line: CDPSession, x: int, y: int) -> None:
    """Touch one place; the driver's own click would take a lost answer for a drag."""
    at = {"x": x, "y": y, "button": "left", "clickCount": 1}
    for kind in ("mousePressed", "mouseReleased"):
        await line.send("Input.dispatchMouseEvent", {**at, "type": kind})


def _note(answer: Response, place: Place, outcome: Outcome) -> None:
    """Note what no visitor should see: pages that are errors, and other addresses.

    Reading aloud may be refused where the page that was read has just been wiped.
    """
    page = answer.request.is_navigation_request() and answer.status not in _IN_WORDS
    wrong = answer.status >= (_ERROR if page else _FAULT)
    if wrong or not answer.url.startswith((place.address, "blob:")):
        outcome.errors.append(f"{answer.status} {answer.url}")


def _held_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    [held] = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return int(held) / _KIB_PER_MIB


async def _run(touches: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        place = place_in(Path(folder))
        with server(place) as process:
            async with touched(place) as page:
                return await touch_at_random(
                    page, place, server_pid=process.pid, touches=touches, seed=seed
                )


def main(words: Sequence[str]) -> int:
    """Run it and print what came of it; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="benchmarks.touches")
    parser.add_argument("--touches", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(words)
    outcome = asyncio.run(_run(asked.touches, asked.seed))
    held = " ".join(f"{one:.1f}" for one in outcome.memory_mib)
    print(f"server PSS, MiB, at every tenth: {held}")
    print(
        f"{outcome.touches} touches in {outcome.seconds:.0f} s, {outcome.pages} pages, "
        f"{outcome.lost} unanswered, {len(outcome.errors)} errors, "
        f"{outcome.growth_mib:+.1f} MiB"
    )
    for one in outcome.errors[:20]:
        print(one)
    return int(bool(outcome.errors) or outcome.growth_mib > MOST_GROWTH_MIB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
