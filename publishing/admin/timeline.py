"""Be the timeline as one element of a page: it takes data and tells what is wanted.

What is in view is drawn in the browser (`static/timeline/`), so that three hundred
disclosures on forty groups are one element and not twelve thousand.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Annotated

from nicegui.element import Element
from nicegui.events import GenericEventArguments
from pydantic import BaseModel, ConfigDict, StringConstraints

from publishing.admin.live import Live
from publishing.admin.timeline_data import Data

_Key = Annotated[str, StringConstraints(max_length=200)]


class _Told(BaseModel):
    """Be what the browser tells; anything else is refused."""

    model_config = ConfigDict(frozen=True)


class Picked(_Told):
    """Be a window that somebody opened, in the row of a group."""

    k: _Key
    group: _Key


class Moved(Picked):
    """Be days that somebody tries out for a window."""

    first_on: date
    last_on: date


class Held(Picked):
    """Be a move that the limits do not allow, in words."""

    words: Annotated[str, StringConstraints(max_length=400)] = ""


class Timeline(
    Element, component="static/timeline.js", esm={"mingbai-timeline": "static/timeline"}
):
    """Draw windows and tell what is picked, moved and given up."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.props["address"] = address
        self.data: Data = {}
        """What is drawn, once it is known."""

    def take(self, data: Data) -> None:
        """Draw other data."""
        self.data = data
        _ = self.run_method("take", data)

    def show(self, key: str, first_on: date, last_on: date | None) -> None:
        """Show where a window would lie."""
        last = last_on.isoformat() if last_on else None
        _ = self.run_method("show", key, first_on.isoformat(), last)

    def forget(self) -> None:
        """Show no move any more."""
        _ = self.run_method("forget")

    def bind(
        self,
        live: Live,
        *,
        picked: Callable[[Picked], Awaitable[None]],
        moved: Callable[[Moved], Awaitable[None]],
        held: Callable[[Held], Awaitable[None]],
        cancelled: Callable[[], Awaitable[None]],
    ) -> None:
        """Say what to do when something is picked, moved, held back or given up."""

        async def on_pick(event: GenericEventArguments) -> None:
            told = Picked.model_validate(event.args)
            await live.handler(partial(picked, told))()

        async def on_move(event: GenericEventArguments) -> None:
            told = Moved.model_validate(event.args)
            await live.handler(partial(moved, told))()

        async def on_refused(event: GenericEventArguments) -> None:
            told = Held.model_validate(event.args)
            await live.handler(partial(held, told))()

        self.on("pick", on_pick)
        self.on("move", on_move)
        self.on("refused", on_refused)
        self.on("cancel", live.handler(cancelled))
