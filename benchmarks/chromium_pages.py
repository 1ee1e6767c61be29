"""Have headless Chromium picture the very pages that were set, as a peer.

Each page is HTML in which every line already stands in its place, so that the peer is
spared breaking lines. Its processor time is that of all its processes.
"""

import base64
import html
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from media.pages.drawing import pixels_sha256
from media.pages.laid_out import LaidOut
from media.pages.pieces import Fill, Ink, Mark

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_ASCENT = 1.16


class ChromiumPages:
    """Picture pages of one size with one browser."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tools = page.context.new_cdp_session(page)

    def picture(self, source: str) -> bytes:
        """Return the PNG of a page, made in the browser's quickest way."""
        self._page.set_content(source)
        asked = {"format": "png", "optimizeForSpeed": True}
        return base64.b64decode(
            self._tools.send("Page.captureScreenshot", asked)["data"]
        )


def named(png: bytes) -> Image.Image:
    """Return the pixels of a PNG, hashed as a manifest wants them."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    pixels_sha256(picture)
    return picture


@contextmanager
def chromium(width: int, height: int) -> Iterator[ChromiumPages]:
    """Give a browser with one page of this size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        try:
            size = {"width": width, "height": height}
            yield ChromiumPages(browser.new_page(viewport=size))  # type: ignore[arg-type] # the type is private to it
        finally:
            browser.close()


def html_of(laid: LaidOut) -> tuple[str, ...]:
    """Return the pages as HTML, every mark where it stands."""
    return tuple(_page(laid.marks(page)) for page in laid.pages)


def _page(marks: Sequence[Mark]) -> str:
    body = "".join(_element(mark) for mark in marks)
    style = (
        "body{margin:0;background:#fff;font-family:'Noto Sans CJK SC'}"
        "p,i{position:absolute;margin:0;white-space:pre;line-height:normal}"
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}"


def _element(mark: Mark) -> str:
    if isinstance(mark, Ink):
        top = mark.baseline - round(_ASCENT * mark.style.size)
        weight = 700 if mark.style.bold else 400
        return (
            f'<p style="left:{mark.x}px;top:{top}px;color:{mark.colour};'
            f'font:{weight} {mark.style.size}px Noto Sans CJK SC">'
            f"{html.escape(mark.text)}</p>"
        )
    if isinstance(mark, Fill):
        return (
            f'<i style="left:{mark.x}px;top:{mark.y}px;width:{mark.width}px;'
            f"height:{mark.height}px;background:{mark.colour};"
            f'border-radius:{mark.radius}px"></i>'
        )
    return ""


def processor_seconds() -> float:
    """Return what all browser processes below this one have used so far."""
    ticks = sum(_ticks(stat) for stat in _descendants() if "chrom" in stat[1])
    return ticks / os.sysconf("SC_CLK_TCK")


def _descendants() -> list[list[str]]:
    """Return the state of every process below this one."""
    found = [stat for stat in map(_stat, Path("/proc").glob("[0-9]*")) if stat]
    known = {str(os.getpid())}
    below: list[list[str]] = []
    for _ in range(len(found)):
        more = [s for s in found if s[3] in known and s[0] not in known]
        if not more:
            break
        below += more
        known |= {stat[0] for stat in more}
    return below


def _stat(folder: Path) -> list[str]:
    """Return the fields of a process: id, name, state, parent, and so on."""
    try:
        text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    before, _, after = text.rpartition(")")
    number, _, name = before.partition("(")
    return [number.strip(), name, *after.split()]


def _ticks(stat: Sequence[str]) -> int:
    """Return user and system time, those of children that ended among them."""
    return sum(int(stat[field]) for field in (13, 14, 15, 16))
