"""A row that is not built, was skipped or failed is never printed as one that holds."""

from pathlib import Path

import pytest

from benchmarks.fault_rows import ROWS, Row
from benchmarks.faults import (
    Outcome,
    judged,
    line_of,
    read,
    run,
    summary_of,
    word_of,
)

ROOT = Path(__file__).parents[2]


def counts(
    tests: int, failures: int = 0, errors: int = 0, skipped: int = 0
) -> dict[str, int]:
    return {
        "tests": tests,
        "failures": failures,
        "errors": errors,
        "skipped": skipped,
    }


def test_every_row_of_the_table_is_there_once_and_its_tests_are_files() -> None:
    faults = [row.id for row in ROWS if row.id.startswith("F")]
    assert faults == [f"F{number}" for number in range(1, 37)]
    assert len({row.id for row in ROWS}) == len(ROWS)
    places = {test.partition("::")[0] for row in ROWS for test in row.tests}
    assert [place for place in places if not (ROOT / place).is_file()] == []


def test_every_test_of_a_fault_is_in_its_row() -> None:
    named = {test.partition("::")[0] for row in ROWS for test in row.tests}
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests" / "faults").glob("test_f*.py")
    }

    assert there <= named


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (counts(3), "holds"),
        (counts(3, failures=1), "FAILED"),
        (counts(3, errors=1), "FAILED"),
        (counts(3, skipped=1), "not run"),
        (counts(0), "FAILED"),
    ],
)
def test_only_a_row_whose_tests_all_ran_and_passed_holds(
    told: dict[str, int], word: str
) -> None:
    assert judged(told, []).word == word


@pytest.mark.parametrize(
    ("code", "word"), [(0, "holds"), (1, "FAILED"), (2, "FAILED"), (77, "not run")]
)
def test_a_benchmark_that_could_not_run_is_never_printed_as_one_that_holds(
    code: int, word: str
) -> None:
    assert word_of(code) == word


def test_a_report_gives_the_numbers_that_tests_noted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="2" failures="0" errors="0" skipped="0">'
        '<testcase name="a"><properties>'
        '<property name="outcome" value="60 of 60 flips"/>'
        '<property name="else" value="no"/>'
        '</properties></testcase><testcase name="b"/></testsuite></testsuites>'
    )

    assert read(report) == Outcome(word="holds", number="60 of 60 flips; 2 of 2 tests")


def test_a_row_without_tests_is_said_to_be_not_built() -> None:
    row = Row(id="F1", fault="power cut")

    outcome = run(row, full=True)

    assert line_of(row, outcome) == "F1   not built power cut"
    assert summary_of([outcome]) == "0 holds · 0 FAILED · 0 not run · 1 not built"
