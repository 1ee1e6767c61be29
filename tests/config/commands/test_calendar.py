import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.commands.calendar import app

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors/calendar/counts.json").read_text("utf-8")
)
STATES = {"fixed": "official", "provisional": "provisional"}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_count_answers_programs_as_the_rule_says(vector: dict[str, object]) -> None:
    words = ["count", str(vector["from"]), str(vector["days"]), "--json"]
    if vector["posting_day_counts"]:
        words.append("--posting-day-counts")

    result = CliRunner().invoke(app, words)

    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["from"], answer["days"]) == (vector["from"], vector["days"])
    assert (answer["on"], answer["years"]) == (vector["on"], vector["years"])
    assert answer["state"] == STATES[str(vector["state"])]


def test_count_names_the_days_on_the_way_and_the_versions() -> None:
    words = ["count", "2026-09-20", "4", "--json"]

    result = CliRunner().invoke(app, words)

    assert json.loads(result.stdout) == {
        "from": "2026-09-20",
        "days": 4,
        "on": "2026-09-24",
        "state": "official",
        "years": [2026],
        "calendar_versions": {"2026": 1},
        "skipped": [],
        "worked": [],
    }


def test_count_tells_which_festival_it_skipped_and_which_day_it_made_up() -> None:
    words = ["count", "2026-09-20", "5", "--json", "--posting-day-counts"]

    result = CliRunner().invoke(app, words)

    assert json.loads(result.stdout)["worked"] == [
        {"on": "2026-09-20", "name": "国庆节"}
    ]
    result = CliRunner().invoke(app, ["count", "2026-09-24", "1", "--json"])
    assert [day["on"] for day in json.loads(result.stdout)["skipped"]] == [
        "2026-09-25",
        "2026-09-26",
        "2026-09-27",
    ]


def test_count_answers_people_in_a_sentence() -> None:
    result = CliRunner().invoke(app, ["count", "2026-11-05", "20"])

    assert result.stdout == (
        "从 2026 年 11 月 5 日（周四）起，"
        "第 20 个工作日是 2026 年 12 月 3 日（周四）。\n"
    )


def test_count_marks_a_provisional_date_for_people() -> None:
    result = CliRunner().invoke(app, ["count", "2026-12-20", "20"])

    assert "2027 年 1 月 15 日（周五）（暂定，放假通知出来后会重算）" in result.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["count", "2026-02-29", "3"], "input_not_understood"),
        (["count", "20261105", "3"], "input_not_understood"),
        (["count", "明天", "3"], "input_not_understood"),
        (["count", "2026-11-05", "三"], "input_not_understood"),
        (["count", "2026-11-05", "２０"], "input_not_understood"),
        (["count", "2026-11-05", "1e3"], "input_not_understood"),
        (["count", "2026-11-05", "9" * 5000], "input_not_understood"),
        (["count", "2026-11-05", "-1"], "day_count_refused"),
        (["count", "2026-11-05", "2501"], "day_count_refused"),
        (["count", "1999-12-31", "1"], "outside_calendar"),
        (["count", "2099-12-31", "1"], "outside_calendar"),
        (["year", "26"], "input_not_understood"),
        (["year", "1999"], "outside_calendar"),
        (["year", "2026", "--folder", "nowhere"], "calendar_data_refused"),
    ],
)
def test_an_input_that_cannot_be_used_gets_a_sentence_and_a_typed_error(
    words: list[str], code: str
) -> None:
    people = CliRunner().invoke(app, words)
    programs = CliRunner().invoke(app, [*words, "--json"])

    error = json.loads(programs.stdout)["error"]
    assert (people.exit_code, programs.exit_code) == (1, 1)
    assert error["code"] == code
    assert people.stdout == ""
    assert people.stderr.strip() == error["message"]
    assert "请" in error["message"]
    assert len(error["message"]) < 120


def test_year_answers_programs_with_all_that_is_known() -> None:
    result = CliRunner().invoke(app, ["year", "2026", "--json"])

    answer = json.loads(result.stdout)
    assert (answer["year"], answer["state"], answer["version"]) == (2026, "official", 1)
    assert answer["source"] == [
        {
            "title": "国务院办公厅关于2026年部分节假日安排的通知",
            "number": "国办发明电〔2025〕7号",
            "issued_on": "2025-11-04",
        }
    ]
    assert len(answer["closed"]) == 33
    assert answer["make_up"][0] == {"on": "2026-01-04", "name": "元旦"}
    assert answer["working_days"] == 248
    assert answer["provisional"] == [{"from_on": "2026-12-28", "to_on": "2027-01-01"}]


def test_year_answers_people_in_lines() -> None:
    lines = CliRunner().invoke(app, ["year", "2026"]).stdout.splitlines()

    assert lines[0] == "2026 年（正式）：248 个工作日"
    assert "国办发明电〔2025〕7号" in lines[1]
    assert "上班 2026 年 10 月 10 日（周六） 国庆节" in lines
    assert lines[-1] == "暂定 2026-12-28 起，2027-01-01 前"


@pytest.mark.parametrize(("year", "word"), [("2027", "暂定"), ("2031", "没有资料")])
def test_year_says_that_there_is_no_notice(year: str, word: str) -> None:
    lines = CliRunner().invoke(app, ["year", year]).stdout.splitlines()

    assert lines[0].startswith(f"{year} 年（{word}）")
    assert lines[1] == "出处：还没有通知，先按周末休息算"
    assert lines[-1] == f"暂定 {year}-01-01 起，{int(year) + 1}-01-01 前"


def test_another_folder_of_notices_can_be_tried_before_it_is_used(
    tmp_path: Path,
) -> None:
    notice = {
        "year": 2027,
        "state": "official",
        "version": 1,
        "source": [{"title": "通知"}],
        "closed": [{"on": "2027-01-01", "name": "元旦"}],
    }
    (tmp_path / "2027.json").write_text(json.dumps(notice))

    result = CliRunner().invoke(
        app, ["count", "2026-12-31", "1", "--json", "--folder", str(tmp_path)]
    )

    answer = json.loads(result.stdout)
    assert (answer["on"], answer["state"]) == ("2027-01-04", "official")
