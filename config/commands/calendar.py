"""Answer `mingbai calendar`: count working days, show a year; the rules lie elsewhere.

An input that cannot be used ends with exit code 1, a sentence on stderr and, with
`--json`, a typed error on stdout.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from config.calendar_data import CalendarDataRefused, read_calendar, shipped_calendar
from config.command_line import Found, say
from programme.calendar import CalendarYear, SpecialDay, WorkingCalendar
from programme.calendar_slice import YearState
from programme.errors import ContractError
from programme.workdays import CountedDay, CountState, Workdays

app = typer.Typer(
    add_completion=False,
    name="calendar",
    no_args_is_help=True,
    help="工作日历：数工作日，看一年的安排。",
)

AsJson = Annotated[bool, typer.Option("--json", help="用 JSON 给程序看。")]
Folder = Annotated[
    Path | None, typer.Option(help="用这个文件夹里的年度文件，不用自带的。")
]

_COUNT = re.compile(r"-?[0-9]{1,18}")
_YEAR = re.compile(r"[0-9]{4}")
_ONE_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"
_STATES = {CountState.FIXED: "official", CountState.PROVISIONAL: "provisional"}
_STATE_WORDS = {
    YearState.OFFICIAL: "正式",
    YearState.PROVISIONAL: "暂定",
    YearState.MISSING: "没有资料",
}


class InputNotUnderstood(Exception):
    """Say that a word on the command line is not what it should be."""

    code = "input_not_understood"

    def __init__(self, given: str, wanted: str) -> None:
        self.given = given
        self.wanted = wanted
        super().__init__(f"“{given[:40]}”不能用。请写{wanted}。")


_REFUSALS = (ContractError, CalendarDataRefused, InputNotUnderstood)


# A negative number is an answerable mistake here, not an unknown option.
@app.command(
    help="数出 DATE 之后的第 N 个工作日。",
    context_settings={"ignore_unknown_options": True},
)
def count(
    day: Annotated[str, typer.Argument(metavar="DATE", help="发布那天，2026-11-05")],
    days: Annotated[str, typer.Argument(metavar="N", help="多少个工作日")],
    *,
    posting_day_counts: Annotated[
        bool, typer.Option("--posting-day-counts", help="发布当天也算。")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Print the working day with which a count after a date is full."""

    def answer() -> Found:
        calendar = _calendar(folder)
        start, wanted = _date(day), _whole(days, _COUNT, "整数，像 20")
        end = Workdays(calendar.whole()).nth_after(
            start, wanted, posting_day_counts=posting_day_counts
        )
        counted_from = start if posting_day_counts else start + _ONE_DAY
        passed = calendar.special_days(counted_from, end.on + _ONE_DAY)
        return _count_data(start, wanted, end, passed), _count_words(start, wanted, end)

    say(answer, refusals=_REFUSALS, as_json=as_json)


@app.command(help="列出一年的放假日、补班日和出处。")
def year(
    number: Annotated[str, typer.Argument(metavar="YEAR", help="哪一年，2026")],
    *,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Print what is known of a year."""

    def answer() -> Found:
        calendar = _calendar(folder)
        known = calendar.year(_whole(number, _YEAR, "四位数的年份，像 2026"))
        return _year_data(calendar, known), _year_words(calendar, known)

    say(answer, refusals=_REFUSALS, as_json=as_json)


def _calendar(folder: Path | None) -> WorkingCalendar:
    return shipped_calendar() if folder is None else read_calendar(folder)


def _date(text: str) -> date:
    """Return the date of a word such as 2026-11-05, and of no other form.

    Raises:
        InputNotUnderstood: Another form, or a date that does not exist.
    """
    wanted = "日历上有的日期，像 2026-11-05"
    try:
        on = date.fromisoformat(text)
    except ValueError as error:
        raise InputNotUnderstood(text, wanted) from error
    if on.isoformat() != text:
        raise InputNotUnderstood(text, wanted)
    return on


def _whole(text: str, form: re.Pattern[str], wanted: str) -> int:
    """Return the whole number that a word is.

    Raises:
        InputNotUnderstood: Something else.
    """
    if not form.fullmatch(text):
        raise InputNotUnderstood(text, wanted)
    return int(text)


def _count_data(
    start: date, days: int, end: CountedDay, passed: tuple[SpecialDay, ...]
) -> dict[str, object]:
    return {
        "from": start.isoformat(),
        "days": days,
        "on": end.on.isoformat(),
        "state": _STATES[end.state],
        "years": list(end.years),
        "calendar_versions": {str(e.year): e.version for e in end.rests_on},
        "skipped": [_day(d) for d in passed if not d.works],
        "worked": [_day(d) for d in passed if d.works],
    }


def _count_words(start: date, days: int, end: CountedDay) -> str:
    mark = ""
    if end.state is CountState.PROVISIONAL:
        mark = "（暂定，放假通知出来后会重算）"
    return f"从{_spoken(start)}起，第 {days} 个工作日是{_spoken(end.on)}{mark}。"


def _year_data(calendar: WorkingCalendar, known: CalendarYear) -> dict[str, object]:
    working_days, spans = _working_days(calendar, known.year)
    shown: dict[str, object] = known.model_dump(mode="json", exclude_none=True)
    return shown | {"working_days": working_days, "provisional": spans}


def _year_words(calendar: WorkingCalendar, known: CalendarYear) -> str:
    working_days, spans = _working_days(calendar, known.year)
    sources = "；".join(f"{n.title} {n.number or ''}".strip() for n in known.source)
    lines = [
        f"{known.year} 年（{_STATE_WORDS[known.state]}）：{working_days} 个工作日",
        f"出处：{sources or '还没有通知，先按周末休息算'}",
        *(f"放假{_spoken(d.on)} {d.name}" for d in known.closed),
        *(f"上班{_spoken(d.on)} {d.name}" for d in known.make_up),
        *(f"暂定 {span['from_on']} 起，{span['to_on']} 前" for span in spans),
    ]
    return "\n".join(lines)


def _working_days(
    calendar: WorkingCalendar, year: int
) -> tuple[int, list[dict[str, str]]]:
    """Return how many days of a year are worked, and its provisional spans."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    cut = calendar.slice(first, end)
    spans = [span.model_dump(mode="json") for span in cut.provisional]
    return Workdays(cut).between(first, end).days, spans


def _day(day: SpecialDay) -> dict[str, str]:
    return {"on": day.on.isoformat(), "name": day.name}


def _spoken(on: date) -> str:
    weekday = _WEEKDAYS[on.weekday()]
    return f" {on.year} 年 {on.month} 月 {on.day} 日（周{weekday}）"
