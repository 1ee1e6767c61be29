"""Run the fault table and print a line a row: what came of it, as a number.

`script/faults [F10 F35 …] [--build]`: all rows or those named, at full size or at the
size of a build. A row that is not built yet is said to be so; it never passes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from defusedxml.ElementTree import parse

from benchmarks.fault_rows import ROWS, Row

_ROOT = Path(__file__).parents[1]
_FULL_LIMITS = {
    "MINGBAI_FAULT_TIMEOUT_S": "14400",
    "MINGBAI_JOURNEY_TIMEOUT_S": "600",
}
"""Of one test at full size."""
NOT_RUN = 77
"""With this code a benchmark says that this machine cannot run it."""
_OUTCOME = "outcome"
"""The property of a test's report that says its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Be what came of one row."""

    word: str
    """holds, FAILED, not run, or not built."""
    number: str = ""
    seconds: float = 0.0


def main(words: Sequence[str]) -> int:
    """Run the rows, and return 1 where one failed or could not run."""
    parser = argparse.ArgumentParser(description="run the fault table")
    parser.add_argument(
        "rows", nargs="*", metavar="F10", help="all where none is named"
    )
    parser.add_argument("--build", action="store_true", help="at the size of a build")
    asked = parser.parse_args(words)
    known = {row.id: row for row in ROWS}
    unknown = [name for name in asked.rows if name not in known]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}")
    outcomes = []
    for row in [known[name] for name in asked.rows] or ROWS:
        outcomes.append(run(row, full=not asked.build))
        print(line_of(row, outcomes[-1]), flush=True)
    print(summary_of(outcomes))
    return int(any(one.word in {"FAILED", "not run"} for one in outcomes))


def run(row: Row, *, full: bool) -> Outcome:
    """Run one row."""
    began = time.monotonic()
    if not row.built:
        return Outcome(word="not built")
    outcome = _benchmark(row, full=full) if row.module else _tests(row, full=full)
    return Outcome(
        word=outcome.word,
        number=outcome.number,
        seconds=time.monotonic() - began,
    )


def line_of(row: Row, outcome: Outcome) -> str:
    """Return the line that is printed of a row."""
    took = f"  ({outcome.seconds:.0f} s)" if outcome.seconds else ""
    number = f"  {outcome.number}" if outcome.number else ""
    return f"{row.id:<4} {outcome.word:<9} {row.fault}{number}{took}"


def summary_of(outcomes: Sequence[Outcome]) -> str:
    """Return how many rows hold, failed, did not run, are not built."""
    words = ("holds", "FAILED", "not run", "not built")
    counts = [sum(one.word == word for one in outcomes) for word in words]
    return " · ".join(
        f"{count} {word}" for count, word in zip(counts, words, strict=True)
    )


def _benchmark(row: Row, *, full: bool) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", *(row.module if full else row.build)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()]
    word = word_of(done.returncode)
    if word == "FAILED":
        sys.stderr.write(done.stdout + done.stderr)
    return Outcome(word=word, number=" | ".join(told[-3:]))


def word_of(code: int) -> str:
    """Return what a benchmark's exit code says."""
    if code == NOT_RUN:
        return "not run"
    return "FAILED" if code else "holds"


def _tests(row: Row, *, full: bool) -> Outcome:
    sizes = _FULL_LIMITS | dict(row.sizes) if full else {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = ["-m", "pytest", "-q", "-o", "timeout=600", f"--junitxml={report}"]
        done = subprocess.run(
            [sys.executable, *words, *row.tests],
            cwd=_ROOT,
            env=os.environ | sizes,
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            sys.stderr.write(done.stdout + done.stderr)
            return Outcome(word="FAILED", number="no report")
        outcome = read(report)
    if outcome.word == "FAILED":
        sys.stderr.write(done.stdout)
    return outcome


def read(report: Path) -> Outcome:
    """Return what a report of pytest says, with the numbers that its tests noted."""
    root = parse(report).getroot()
    suites = [] if root is None else list(root.iter("testsuite"))
    counts = {
        name: sum(int(suite.attrib.get(name, "0")) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    }
    numbers = [
        each.attrib["value"]
        for suite in suites
        for each in suite.iter("property")
        if each.attrib["name"] == _OUTCOME
    ]
    return judged(counts, numbers)


def judged(counts: Mapping[str, int], numbers: Sequence[str]) -> Outcome:
    """Return what came of so many tests; one that was skipped proves nothing."""
    bad, all_ = counts["failures"] + counts["errors"], counts["tests"]
    good = all_ - bad - counts["skipped"]
    told = "; ".join([*numbers, f"{good} of {all_} tests"])
    if bad or not all_:
        return Outcome(word="FAILED", number=told)
    word = "not run" if counts["skipped"] else "holds"
    return Outcome(word=word, number=told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
