"""Stream to the page that something changed; say not what, but for the condition."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict

from signage.keeper import Offer, PlanKeeper

_BREATH_S = 15.0
"""A comment line so often shows both ends that the line still stands."""
_RETRY = b"retry: 1000\n\n"


class EventStreams:
    """Be all open streams; `close` ends them, so that the server can stop."""

    def __init__(self, keeper: PlanKeeper, *, breath_s: float = _BREATH_S) -> None:
        self._keeper = keeper
        self._breath_s = breath_s
        self._closed = asyncio.Event()

    def close(self) -> None:
        """End every stream."""
        self._closed.set()

    async def follow(self) -> AsyncIterator[bytes]:
        """Yield one event now and one after each change, until closed."""
        loop = asyncio.get_running_loop()
        changed = asyncio.Event()

        def tell() -> None:
            loop.call_soon_threadsafe(changed.set)

        leave = self._keeper.subscribe(tell)
        try:
            yield _RETRY + _event(self._keeper.offer)
            while await self._wait(changed):
                told = changed.is_set()
                changed.clear()
                yield _event(self._keeper.offer) if told else b": still here\n\n"
        finally:
            leave()

    async def _wait(self, changed: asyncio.Event) -> bool:
        """Wait for a change, a breath or the end; say whether to go on."""
        waits = [
            asyncio.ensure_future(changed.wait()),
            asyncio.ensure_future(self._closed.wait()),
        ]
        try:
            await asyncio.wait(
                waits, timeout=self._breath_s, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for wait in waits:
                wait.cancel()
        return not self._closed.is_set()


def _event(offer: Offer) -> bytes:
    data = {
        "change": offer.change,
        "plan": offer.plan is not None,
        "condition": asdict(offer.condition),
    }
    return f"event: offer\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
