"""Read the calendar data files, one a year; decide nothing about days.

The shipped files lie in `config/calendars/`, named after their year. A county may keep
its own folder of the same form, for a notice that came out after the product did.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from programme.calendar import CalendarYear, WorkingCalendar

MOST_BYTES = 200_000
"""No year has more than a few kilobytes; a longer file is something else."""


class CalendarDataRefused(Exception):
    """Say everything that is wrong with a folder of calendar data at once."""

    code = "calendar_data_refused"

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        listed = "；".join(self.faults)
        super().__init__(f"工作日历资料不能用：{listed}。请改好这些文件再试。")


@cache
def shipped_calendar() -> WorkingCalendar:
    """Return the calendar that comes with the product, read once.

    Raises:
        CalendarDataRefused: The installed files are damaged.
    """
    return read_calendar(files("config").joinpath("calendars"))


def read_calendar(folder: Traversable) -> WorkingCalendar:
    """Return the calendar of a folder with one JSON file a year.

    Raises:
        CalendarDataRefused: No folder, no file, or files that are not a year's data.
    """
    years: list[CalendarYear] = []
    faults: list[str] = []
    for entry in _year_files(folder):
        try:
            years.append(_read_year(entry))
        except CalendarDataRefused as refused:
            faults.extend(refused.faults)
    if faults or not years:
        raise CalendarDataRefused(faults or ["没有一份年度文件"])
    return WorkingCalendar(years=tuple(years))


def merged_calendar(shipped: WorkingCalendar, own: WorkingCalendar) -> WorkingCalendar:
    """Return the shipped years with those of a county's own folder over them.

    A year of the folder counts if its version is higher; the same data again are fine.

    Raises:
        CalendarDataRefused: Data differ and their version is not higher.
    """
    known = {year.year: year for year in shipped.years}
    faults = []
    for year in own.years:
        below = known.get(year.year)
        if below is None or year.version > below.version:
            known[year.year] = year
        elif year != below:
            faults.append(
                f"{year.year}.json 和自带的不同，版本号要比 {below.version} 高"
            )
    if faults:
        raise CalendarDataRefused(faults)
    years = tuple(known[year] for year in sorted(known))
    return shipped.model_copy(update={"years": years})


def _year_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the JSON files of a folder in the order of their names.

    Raises:
        CalendarDataRefused: The folder cannot be read.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        fault = f"文件夹 {folder.name} 没有或打不开"
        raise CalendarDataRefused([fault]) from error
    return (entry for entry in entries if entry.name.endswith(".json"))


def _read_year(entry: Traversable) -> CalendarYear:
    """Return the data of one file, which is named after its year.

    Raises:
        CalendarDataRefused: It cannot be read or is not a year's data.
    """
    try:
        with entry.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CalendarDataRefused([f"{entry.name} 读不出"]) from error
    if len(data) > MOST_BYTES:
        raise CalendarDataRefused([f"{entry.name} 太大"])
    try:
        year = CalendarYear.model_validate_json(data)
    except ValidationError as error:
        raise CalendarDataRefused(_faults(entry.name, error)) from error
    if entry.name != f"{year.year:04d}.json":
        raise CalendarDataRefused([f"{entry.name} 里写的是 {year.year} 年"])
    return year


def _faults(name: str, error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        if fault["type"] == "value_error":
            yield f"{name} {fault['ctx']['error']}"
        else:
            place = ".".join(str(part) for part in fault["loc"])
            yield f"{name} {place} 写法不对（{fault['type']}）"
