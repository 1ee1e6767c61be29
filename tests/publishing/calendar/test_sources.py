import logging
from datetime import date
from pathlib import Path

import pytest

from config.calendar_data import shipped_calendar
from publishing.calendar.sources import CountyCalendar
from tests.fakes.county_days import with_official_2027
from tests.fakes.desk import County


def write(folder: Path, text: str | None = None) -> None:
    folder.mkdir(exist_ok=True)
    year = with_official_2027().years[-1]
    (folder / "2027.json").write_text(text or year.model_dump_json(), encoding="utf-8")


def test_without_a_folder_the_shipped_years_hold(
    county: County, tmp_path: Path
) -> None:
    empty = tmp_path / "calendars"
    empty.mkdir()

    for folder in (None, tmp_path / "nowhere", empty):
        found = CountyCalendar(database=county.database, folder=folder).read()
        assert found == shipped_calendar()


def test_a_notice_in_the_countys_own_folder_holds_from_the_next_look(
    county: County, tmp_path: Path
) -> None:
    calendar = CountyCalendar(database=county.database, folder=tmp_path / "calendars")
    assert calendar.read().year(2027).state == "provisional"

    write(tmp_path / "calendars")

    assert calendar.read().year(2027).state == "official"
    assert calendar.read().special_days(date(2027, 1, 1), date(2027, 1, 2))


def test_a_folder_that_cannot_be_used_leaves_the_calendar_and_says_so_once(
    county: County, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    calendar = CountyCalendar(database=county.database, folder=tmp_path / "calendars")
    write(tmp_path / "calendars")
    good = calendar.read()
    write(tmp_path / "calendars", "{")

    with caplog.at_level(logging.ERROR):
        assert calendar.read() == good
        assert calendar.read() == good

    assert "2027.json" in calendar.problem
    assert len(caplog.records) == 1
    write(tmp_path / "calendars")
    calendar.read()
    assert calendar.problem == ""
