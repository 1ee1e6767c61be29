"""Keep schedules that are being read, so that the browser may fetch them meanwhile.

A page is sent before its windows are read: the browser starts its scripts while the
centre reads. Which windows a person sees is the use case's matter, not this one's.
"""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import dataclass

from publishing.admin.timeline_data import Data
from publishing.errors import NotThere
from publishing.inspection.bars import Schedule

_MOST = 24
"""More pages than open within one second; what is older is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Be a schedule and how it is drawn."""

    schedule: Schedule
    data: Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Be a sheet that is being read, under the name by which it is fetched."""

    key: str
    reading: "asyncio.Task[Sheet]"


class Sheets:
    """Hand each sheet to the browser of the person for whom it is read."""

    def __init__(self) -> None:
        self._coming: OrderedDict[str, tuple[str, asyncio.Task[Sheet]]] = OrderedDict()

    def expect(self, actor: str, reading: Awaitable[Sheet]) -> Coming:
        """Begin to read a sheet and return its name."""
        key = secrets.token_urlsafe(12)
        task = asyncio.ensure_future(_read(reading))
        self._coming[key] = actor, task
        while len(self._coming) > _MOST:
            self._coming.popitem(last=False)
        return Coming(key=key, reading=task)

    async def fetch(self, actor: str, key: str) -> Data:
        """Return what the browser draws, as soon as it is read.

        Raises:
            NotThere: No such sheet for this person any more.
            PublishingError: It could not be read.
        """
        owner, reading = self._coming.get(key, ("", None))
        if reading is None or owner != actor:
            raise NotThere("这一张排期")
        # A browser that gives up must not stop what the page itself waits for.
        return (await asyncio.shield(reading)).data


async def _read(reading: Awaitable[Sheet]) -> Sheet:
    return await reading
