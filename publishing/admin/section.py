"""Draw a part of a page, and draw it again when what it shows has changed."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from publishing.admin.parts import box

T = TypeVar("T")


class Section(Generic[T]):
    """Hold a part that can be drawn again; what is equal is left as it stands."""

    def __init__(
        self,
        load: Callable[[], Awaitable[T]],
        draw: Callable[[T], None],
        *,
        classes: str = "stack",
    ) -> None:
        self._load = load
        self._draw = draw
        self._shown: T | None = None
        self._place = box(classes)

    async def refresh(self) -> None:
        """Load again, and draw if something is different."""
        self.show(await self._load())

    def show(self, value: T) -> None:
        """Draw a value, unless it is the one that stands there."""
        if value == self._shown:
            return
        self._shown = value
        self._place.clear()
        with self._place:
            self._draw(value)
