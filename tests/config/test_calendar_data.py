import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from config.calendar_data import (
    MOST_BYTES,
    CalendarDataRefused,
    merged_calendar,
    read_calendar,
    shipped_calendar,
)
from programme.calendar import WorkingCalendar
from programme.calendar_slice import YearState
from programme.workdays import Workdays

ROOT = Path(__file__).parents[2]
NOTICES = ROOT.parent / "shared" / "data" / "holiday-cn"
OFFICIAL_YEARS = range(2010, 2027)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return shipped_calendar()


@pytest.fixture(scope="module")
def workdays(calendar: WorkingCalendar) -> Workdays:
    return Workdays(calendar.whole())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "config" / "calendars", tmp_path / "calendars"))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [
        first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)
    ]


@pytest.mark.parametrize("year", OFFICIAL_YEARS)
def test_every_notice_from_2010_to_2026_is_in_with_its_source(
    calendar: WorkingCalendar, year: int
) -> None:
    known = calendar.year(year)

    assert known.state is YearState.OFFICIAL
    assert known.source[0].title == f"国务院办公厅关于{year}年部分节假日安排的通知"
    assert known.source[0].number is not None
    assert known.version == len(known.source)


def test_2027_is_provisional_until_its_notice_comes_out(
    calendar: WorkingCalendar,
) -> None:
    known = calendar.year(2027)

    assert known.state is YearState.PROVISIONAL
    assert (known.source, known.closed, known.make_up) == ((), (), ())


@pytest.mark.parametrize("year", OFFICIAL_YEARS)
def test_every_day_agrees_with_the_library_chinesecalendar(
    workdays: Workdays, year: int
) -> None:
    differing = [
        on
        for on in days_of(year)
        if workdays.is_working_day(on) is not chinese_calendar.is_workday(on)
    ]

    assert differing == []


@pytest.mark.parametrize("year", OFFICIAL_YEARS)
def test_every_day_agrees_with_the_library_holidays(
    workdays: Workdays, year: int
) -> None:
    # A notice may move the last days of the year before, hence the year after.
    library = holidays.country_holidays("CN", years=(year, year + 1))

    differing = [
        on
        for on in days_of(year)
        if workdays.is_working_day(on) is not library.is_working_day(on)
    ]

    assert differing == []


@pytest.mark.parametrize("year", range(2010, 2025))
def test_every_day_agrees_with_the_collected_notices(
    calendar: WorkingCalendar, workdays: Workdays, year: int
) -> None:
    source = NOTICES / f"{year}.json"
    if not source.exists():
        pytest.skip("not run: the collected notices are not on this machine")
    listed = {
        date.fromisoformat(day["date"]): day["isOffDay"]
        for day in json.loads(source.read_text("utf-8"))["days"]
    }

    differing = [on for on in listed if workdays.is_working_day(on) is listed[on]]

    assert differing == []
    assert {day.on for day in calendar.year(year).closed} == {
        on for on, off in listed.items() if off
    }


def test_a_day_that_was_typed_wrong_is_found_by_the_libraries(folder: Path) -> None:
    file = folder / "2026.json"
    file.write_text(file.read_text("utf-8").replace("2026-10-10", "2026-10-11"))

    workdays = Workdays(read_calendar(folder).whole())

    library = holidays.country_holidays("CN", years=(2026, 2027))
    for is_worked in (chinese_calendar.is_workday, library.is_working_day):
        differing = [
            on
            for on in days_of(2026)
            if workdays.is_working_day(on) is not is_worked(on)
        ]
        assert differing == [date(2026, 10, 10), date(2026, 10, 11)]


def test_a_new_notice_is_one_more_file(folder: Path) -> None:
    notice = {
        "year": 2027,
        "state": "official",
        "version": 1,
        "source": [{"title": "国务院办公厅关于2027年部分节假日安排的通知"}],
        "closed": [{"on": "2027-01-01", "name": "元旦"}],
        "make_up": [],
    }
    (folder / "2027.json").write_text(json.dumps(notice))

    calendar = read_calendar(folder)

    assert not Workdays(calendar.whole()).is_provisional(date(2026, 12, 31))
    assert calendar.year(2027).state is YearState.OFFICIAL


def test_a_year_that_was_left_out_is_missing(folder: Path) -> None:
    (folder / "2020.json").unlink()

    calendar = read_calendar(folder)

    assert calendar.year(2020).state is YearState.MISSING
    assert Workdays(calendar.whole()).is_provisional(date(2020, 6, 1))


def test_files_of_another_kind_are_left_alone(folder: Path) -> None:
    (folder / "README.md").write_text("放假通知", "utf-8")

    assert read_calendar(folder) == shipped_calendar()


def test_every_mistake_of_a_folder_is_reported_at_once(folder: Path) -> None:
    (folder / "2010.json").write_text("{")
    (folder / "2011.json").write_bytes((folder / "2012.json").read_bytes())
    (folder / "2013.json").write_bytes(b" " * (MOST_BYTES + 1))
    (folder / "2014.json").unlink()
    (folder / "2014.json").mkdir()
    file = folder / "2026.json"
    file.write_text(file.read_text("utf-8").replace("2026-10-07", "2027-10-07"))

    with pytest.raises(CalendarDataRefused) as refused:
        read_calendar(folder)

    assert refused.value.faults == (
        "2010.json  写法不对（json_invalid）",
        "2011.json 里写的是 2012 年",
        "2013.json 太大",
        "2014.json 读不出",
        "2026.json 有日期不归这一年的通知管",
    )
    assert refused.value.code == "calendar_data_refused"


def test_a_folder_without_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarDataRefused, match="没有一份年度文件"):
        read_calendar(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarDataRefused, match="没有或打不开"):
        read_calendar(tmp_path / "nowhere")


def test_a_countys_own_year_counts_if_its_version_is_higher() -> None:
    shipped = shipped_calendar()
    newer = shipped.years[-1].model_copy(update={"version": 2})
    own = WorkingCalendar(years=(shipped.years[0], newer))

    merged = merged_calendar(shipped, own)

    assert merged.year(newer.year) == newer
    assert merged.years[:-1] == shipped.years[:-1]


def test_a_countys_own_year_that_differs_needs_a_higher_version() -> None:
    shipped = shipped_calendar()
    other = shipped.year(2026).model_copy(update={"make_up": ()})

    with pytest.raises(CalendarDataRefused, match="版本号要比 1 高"):
        merged_calendar(shipped, WorkingCalendar(years=(other,)))
