"""Touch a page with several fingers, drop things on it: what Playwright has not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

_FILE: Mapping[str, Any] = {"items": [], "files": ["/etc/passwd"]}
_ADDRESS: Mapping[str, Any] = {
    "items": [{"mimeType": "text/uri-list", "data": "https://192.0.2.1/"}]
}
Point = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Fingers:
    """Be the fingers of a visitor on a portrait kiosk."""

    page: Page
    line: CDPSession
    """To the page."""

    async def pinch(self) -> None:
        """Spread two fingers, as one does to enlarge a picture."""
        steps = [((500 - far, 900), (560 + far, 960)) for far in range(0, 400, 20)]
        await self._move(steps)

    async def swipe_from_the_edge(self) -> None:
        """Draw one finger across the glass, as one does to go back."""
        await self._move([((far, 900),) for far in range(20, 1000, 40)])

    async def draw_five(self) -> None:
        """Draw five fingers up, as one does to see every window."""
        await self._move(
            [[(200 + 100 * one, high) for one in range(5)] for high in (1000, 600)]
        )

    async def press_long(self) -> None:
        """Hold a finger on a link until a menu would come."""
        await self._touch("touchStart", [(500, 700)])
        await self.page.wait_for_timeout(900)
        await self._touch("touchEnd", [])

    async def turn_wheel_with_control(self) -> None:
        """Enlarge by the wheel of a mouse."""
        await self.page.mouse.move(500, 900)
        await self.page.keyboard.down("Control")
        await self.page.mouse.wheel(0, -400)
        await self.page.keyboard.up("Control")

    async def drop_file(self) -> None:
        """Drop a file on the page, which a browser would open."""
        await self._drop(_FILE)

    async def drop_address(self) -> None:
        """Drop an address on the page."""
        await self._drop(_ADDRESS)

    async def _move(self, steps: Sequence[Sequence[Point]]) -> None:
        await self._touch("touchStart", steps[0])
        for step in steps[1:]:
            await self._touch("touchMove", step)
        await self._touch("touchEnd", [])

    async def _touch(self, kind: str, points: Sequence[Point]) -> None:
        at = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        told = {"type": kind, "touchPoints": at}
        await self.line.send("Input.dispatchTouchEvent", told)

    async def _drop(self, data: Mapping[str, Any]) -> None:
        whole = {**data, "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            told = {"type": kind, "x": 500, "y": 900, "data": whole}
            await self.line.send("Input.dispatchDragEvent", told)
