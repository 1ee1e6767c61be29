"""Measure pages set per second and core, beside headless Chromium as a peer.

`python -m benchmarks.pages` prints the distribution over several runs. Both make the
same pages in turn in the same run, so that their ratio holds on any machine, and no run
has a text that was set before. Aims: ten pages a second and core, and four times as
many as the peer.

We check, lay out, draw, hash the pixels and encode lossless WebP. The peer gets the
lines in their places, draws them and hands over a PNG in its quickest way; that is
decoded, its pixels hashed and encoded as WebP by the same encoder, since a manifest
names pixels and a display takes WebP only. What the peer costs without the last step
(a PNG ready to ship) and without both (a bare picture, nothing named) is told as well.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TypeVar

from benchmarks.chromium_pages import (
    ChromiumPages,
    chromium,
    html_of,
    named,
    processor_seconds,
)
from media.pages.drawing import webp_of
from media.pages.drawn import Drawn
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter
from programme.blocks import Block, Cell, Heading, Paragraph, Revision, Table
from programme.boards import Board
from programme.layout import Panel

T = TypeVar("T")
_RUNS = 10
_WARM_UP = 4
_PANELS = {
    "landscape": Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000),
    "portrait": Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000),
}
_COMMON = [
    bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
]
"""The 3,755 most common characters, as GB 2312 numbers them."""


class _Words:
    """Write text with characters as rare and as frequent as they are in Chinese."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311 - the same text in every measurement
        found = [pair.decode("gb2312", "ignore") for pair in _COMMON]
        self._characters = [one for one in found if one]
        Random(0).shuffle(self._characters)  # noqa: S311 - which ones are frequent
        self._weights = [1 / (rank + 10) for rank in range(len(self._characters))]

    def sentence(self, length: int) -> str:
        """Return a sentence of so many characters, with a comma and a number."""
        drawn = self._chance.choices(self._characters, self._weights, k=length)
        half = length // 2
        number = self._chance.randint(2, 999)
        return f"{''.join(drawn[:half])}，共 {number} 户{''.join(drawn[half:])}。"

    def amount(self) -> str:
        """Return an amount of money."""
        return f"{self._chance.randint(1, 10**7) / 100:,.2f}"


def _revision(seed: int) -> Revision:
    """Return a disclosure of ordinary length: prose, and a table of 24 rows."""
    words = _Words(seed)
    rows = [(words.sentence(4)[:6], words.amount(), words.amount()) for _ in range(24)]
    head = ("项目", "收入", "支出")
    cells = tuple(tuple(Cell(text=text) for text in row) for row in (head, *rows))
    table = Table(unit_note="元", header_rows=1, numeric_columns=(1, 2), rows=cells)
    prose = ["".join(words.sentence(24) for _ in range(4)) for _ in range(4)]
    blocks: tuple[Block, ...] = (
        Heading(level=1, text="一、说明"),
        *(Paragraph(text=text) for text in prose),
        Heading(level=1, text="二、收支明细"),
        table,
    )
    return Revision(title="2026 年三季度村集体财务收支", blocks=blocks)


class _NothingKept:
    """Keep no page, so that each is drawn in every run."""

    def get(self, key: str) -> Drawn | None:
        """Return nothing."""
        del key
        return None

    def put(self, key: str, page: Drawn) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Be what a page took in one run, in seconds of a processor, and its bytes."""

    ours: float
    picture: float
    png: float
    webp: float
    our_bytes: float
    png_bytes: float
    webp_bytes: float


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def _runs(setter: PageSetter, panel: Panel) -> Iterator[_Run]:
    """Yield one run after another; the first ones, in which both warm up, are left out.

    A centre runs for weeks: it has shaped all common characters, and so has the peer.
    """
    laid = setter.lay_out(_revision(0), board=Board.FINANCE, panel=panel)
    with chromium(laid.sheet.width, laid.sheet.height) as peer:
        for number in range(_WARM_UP + _RUNS):
            run = _run(setter, panel, peer, _revision(number))
            if number >= _WARM_UP:
                yield run


def _run(
    setter: PageSetter, panel: Panel, peer: ChromiumPages, revision: Revision
) -> _Run:
    set_all = partial(setter.set_pages, board=Board.FINANCE, panel=panel, images={})
    pages, ours = _timed(partial(set_all, revision))
    laid = setter.lay_out(revision, board=Board.FINANCE, panel=panel)
    sources = html_of(laid)
    begun = processor_seconds()
    files = [peer.picture(source) for source in sources]
    drawing = processor_seconds() - begun
    decoded, named_s = _timed(lambda: [named(png) for png in files])
    encoded, encoded_s = _timed(lambda: [webp_of(picture) for picture in decoded])
    count = len(pages)
    return _Run(
        ours=ours / count,
        picture=drawing / count,
        png=(drawing + named_s) / count,
        webp=(drawing + named_s + encoded_s) / count,
        our_bytes=statistics.mean(len(page.webp) for page in pages),
        png_bytes=statistics.mean(map(len, files)),
        webp_bytes=statistics.mean(map(len, encoded)),
    )


def _spread(figures: Sequence[float]) -> dict[str, float]:
    ordered = sorted(figures)
    return {
        "least": round(ordered[0], 2),
        "median": round(statistics.median(ordered), 2),
        "most": round(ordered[-1], 2),
    }


def measure(setter: PageSetter, panel: Panel) -> dict[str, object]:
    """Return pages a second of one core, and how many times the peer's that is."""
    runs = [*_runs(setter, panel)]
    return {
        "runs": len(runs),
        "pages_per_second_and_core": _spread([1 / run.ours for run in runs]),
        "ms_per_page": _spread([1000 * run.ours for run in runs]),
        "chromium_ms_per_page": _spread([1000 * run.webp for run in runs]),
        "times_chromium": {
            "same_file": _spread([run.webp / run.ours for run in runs]),
            "its_png": _spread([run.png / run.ours for run in runs]),
            "bare_picture": _spread([run.picture / run.ours for run in runs]),
        },
        "bytes_per_page": {
            "ours": round(statistics.mean(run.our_bytes for run in runs)),
            "chromium_webp": round(statistics.mean(run.webp_bytes for run in runs)),
            "chromium_png": round(statistics.mean(run.png_bytes for run in runs)),
        },
    }


def main() -> None:
    """Print the figures of both panels as JSON."""
    setter = PageSetter(find_fonts(), drawn=_NothingKept())
    figures = {name: measure(setter, panel) for name, panel in _PANELS.items()}
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
