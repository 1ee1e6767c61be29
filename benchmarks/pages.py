"""Measure pages set per second and core, beside a plain PNG encoder as a peer.

`python -m benchmarks.pages` prints the distribution over several runs. Both work on
the same pages in the same process, so that their ratio holds on any machine.
"""

import io
import json
import statistics
import time
from collections.abc import Callable

from PIL import Image

from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter, SetPage
from programme.blocks import Block, Cell, Heading, Paragraph, Revision, Table
from programme.boards import Board
from programme.layout import Panel

_RUNS = 10
_PANELS = {
    "landscape": Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000),
    "portrait": Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000),
}


def _revision() -> Revision:
    """Return a disclosure of ordinary length: prose, and a table of 24 rows."""
    head = ("项目", "收入", "支出")
    rows = [(f"第 {n} 组路灯维修", f"{n * 1263.5:,.2f}", "—") for n in range(1, 25)]
    cells = tuple(tuple(Cell(text=text) for text in row) for row in (head, *rows))
    table = Table(unit_note="元", header_rows=1, numeric_columns=(1, 2), rows=cells)
    text = "经县医院、政务服务中心，到柳坞村口，全程 18 站，每 25 分钟一班。"
    blocks: tuple[Block, ...] = (
        Heading(level=1, text="一、说明"),
        *(Paragraph(text=text * 3) for _ in range(4)),
        Heading(level=1, text="二、收支明细"),
        table,
    )
    return Revision(title="2026 年三季度村集体财务收支", blocks=blocks)


def _set(setter: PageSetter, panel: Panel) -> tuple[SetPage, ...]:
    return setter.set_pages(_revision(), board=Board.FINANCE, panel=panel, images={})


def _encode_png(pages: tuple[Image.Image, ...]) -> None:
    for page in pages:
        page.save(io.BytesIO(), "PNG")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _spread(figures: list[float]) -> dict[str, float]:
    ordered = sorted(figures)
    return {
        "least": round(ordered[0], 2),
        "median": round(statistics.median(ordered), 2),
        "most": round(ordered[-1], 2),
    }


def measure(setter: PageSetter, panel: Panel) -> dict[str, object]:
    """Return pages a second of one core, and the ratio to encoding them as PNG."""
    first = _set(setter, panel)
    pictures = tuple(Image.open(io.BytesIO(page.webp)).copy() for page in first)
    rates: list[float] = []
    ratios: list[float] = []
    for _ in range(_RUNS):
        ours = _seconds(lambda: _set(setter, panel))
        peer = _seconds(lambda: _encode_png(pictures))
        rates.append(len(first) / ours)
        ratios.append(ours / peer)
    return {
        "pages": len(first),
        "runs": _RUNS,
        "pages_per_second_and_core": _spread(rates),
        "ms_per_page": _spread([1000 / rate for rate in rates]),
        "time_against_png_encoding": _spread(ratios),
        "bytes_per_page": round(statistics.mean(len(page.webp) for page in first)),
    }


def main() -> None:
    """Print the figures of both panels as JSON."""
    setter = PageSetter(find_fonts())
    figures = {name: measure(setter, panel) for name, panel in _PANELS.items()}
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
