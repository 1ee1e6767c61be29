"""Measure what bad files and very long ones cost: their verdict, time and memory.

`python -m benchmarks.imports [--twenty]`: every bad input B1 to B16 that is a file, and
documents of 300 pages as DOCX, PDF and XLSX, each through a child process as in the
centre. Memory is the most that any child has used so far. With `--twenty` each bad
input comes twenty at once (F25), and the centre's own growth is told.
"""

import argparse
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import docx

from media.imports.errors import ImportRefused
from media.imports.importer import import_file
from tests.fakes.bad_inputs import IMPORTED, BadInput, bad_inputs
from tests.fakes.files import book_of, word_bytes
from tests.fakes.pdf_pages import PdfPages

_BOMB = 700 * 1024 * 1024
_PAGES, _LINES = 300, 36
_LINE = "这是一段连续的文字，要接着读下去，直到这一行结束为止，还有一些字。"
_AT_ONCE = 20
_KB_IN_MB = 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--twenty", action="store_true")
    asked = parser.parse_args(arguments)
    files = tuple(bad_inputs(unpacked=_BOMB))
    for bad in (*files, *_long_ones()):
        data = bad.data
        begun = time.perf_counter()
        found = _verdict(bad, data)
        took = time.perf_counter() - begun
        right = "" if found == bad.verdict else f"  WANTED {bad.verdict}"
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // _KB_IN_MB
        print(f"{bad.label:28} {found:18} {took:6.2f} s  ≤ {most:4} MB{right}")
    if asked.twenty:
        _at_once(files)


def _verdict(bad: BadInput, data: bytes) -> str:
    try:
        import_file(data, bad.name)
    except ImportRefused as refused:
        return refused.code
    return IMPORTED


def _at_once(files: Sequence[BadInput]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    wrong = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for bad in files:
            data = bad.data
            found = list(pool.map(_verdict, [bad] * _AT_ONCE, [data] * _AT_ONCE))
            wrong += sum(1 for one in found if one != bad.verdict)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // _KB_IN_MB
    took = time.perf_counter() - begun
    print(
        f"{len(files)} × {_AT_ONCE} at once: {took:.0f} s, {wrong} wrong verdicts, "
        f"the centre grew by {grown} MB"
    )


def _long_ones() -> Iterator[BadInput]:
    """Yield documents of 300 pages."""
    document = docx.Document()
    for number in range(_PAGES * _LINES // 3):
        document.add_paragraph(f"{number}　{_LINE * 3}")
    pages = PdfPages()
    for number in range(_PAGES):
        pages.lines(40, 50, *[f"{number}页{row}行{_LINE}" for row in range(_LINES)])
        pages.grid((40, 200, 360, 520), (720, 740, 760, 780))
        pages.end_page()
    rows = [(number, _LINE, number * 1.25) for number in range(_PAGES * _LINES)]
    for name, data in (
        ("300 pages.docx", word_bytes(document)),
        ("300 pages.pdf", pages.data()),
        ("300 pages.xlsx", book_of(("序号", "事项", "金额"), *rows)),
    ):
        yield BadInput(row="--", name=name, make=partial(bytes, data), verdict=IMPORTED)


if __name__ == "__main__":
    main()
