import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.commands import app


def asked(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_question_is_answered_with_who_what_and_how() -> None:
    code, out, _ = asked("身份证", "丢了", "--json")

    answer = json.loads(out)
    first = answer["items"][0]
    assert (code, answer["kind"]) == (0, "items")
    assert first["id"] == "qinghe-gaj-001"
    assert (first["who"]["window"], first["who"]["floor"]) == ("12", 1)
    assert first["who"]["hours"][0]["weekday"] == 1
    assert first["bring"][0]["name"] == "户口簿"
    assert first["how"]["promised_working_days"] == 20
    assert first["how"]["fee"] == "40 元"


def test_a_person_reads_the_guide_in_plain_words() -> None:
    code, out, _ = asked("身份证丢了")

    assert code == 0
    assert "找谁：县公安局，清禾县政务服务中心 1 楼 B 区 12 号窗口" in out
    assert "户口簿：原件 1 份" in out
    assert "照片：不用交，窗口现场拍" in out
    assert "最晚 20 个工作日办好，40 元，跑 1 次" in out


def test_copies_and_other_items_are_named() -> None:
    _, out, _ = asked("户口迁移")

    assert "原件 1 份，复印件 1 份" in out
    assert "也可能是：" in out


def test_a_thing_done_on_the_spot_says_so() -> None:
    assert "当场办好" in asked("临时身份证")[1]


def test_a_general_question_offers_choices() -> None:
    code, out, _ = asked("退休")

    assert (code, out.splitlines()[0]) == (0, "是不是要办：")
    assert 2 <= len(out.splitlines()) - 1 <= 5


def test_choices_that_one_question_tells_apart_are_asked_about() -> None:
    _, out, _ = asked("营业执照")
    _, data, _ = asked("营业执照", "--json")

    question = json.loads(data)["question"]
    assert out.splitlines()[0] == "第一次办，还是以前办过？"
    assert "  不要了，要注销：店不开了，注销营业执照" in out.splitlines()
    assert (question["facet"], len(question["options"])) == ("stage", 4)


def test_what_is_not_here_is_said_with_a_place_to_ask() -> None:
    _, words, _ = asked("今晚吃什么")

    assert words.startswith("这里查不到。请到1 楼进门正前方咨询台问")


def test_what_is_not_here_is_told_to_programs_too() -> None:
    _, data, _ = asked("今晚吃什么", "--json")

    answer = json.loads(data)
    assert (answer["kind"], answer["items"]) == ("none", [])
    assert answer["enquiry"]["telephone"] == "0555-010-0100"


def files(
    folder: Path, items: object = None, queries: object = None
) -> tuple[str, ...]:
    services = {
        "fields": {},
        "items": [
            {"id": "S1", "name": "居住证办理", "department": "公安", "extra": 1},
            {"id": "S2", "name": "失业登记", "main_item": None},
            {"id": "S3", "name": "养犬证（甲）", "phrases": ["给狗上户口"]},
        ],
    }
    asked_for = {
        "queries": [
            {"id": "P1", "query": "jzzbl", "kind": "x"},
            {"id": "P2", "query": "给狗上户口"},
            {"id": "P3", "query": "天气"},
        ]
    }
    folder.joinpath("s.json").write_text(json.dumps(items or services), "utf-8")
    folder.joinpath("q.json").write_text(json.dumps(queries or asked_for), "utf-8")
    return (
        *("--services", str(folder / "s.json")),
        *("--queries", str(folder / "q.json")),
        *("--out", str(folder / "o.json")),
    )


def test_many_questions_are_answered_into_a_file(tmp_path: Path) -> None:
    code, out, _ = asked(*files(tmp_path))

    assert (code, "答了 3 个问题" in out) == (0, True)
    assert json.loads((tmp_path / "o.json").read_text("utf-8")) == {
        "P1": {"kind": "items", "items": ["居住证办理"]},
        "P2": {"kind": "items", "items": ["养犬证（甲）"]},
        "P3": {"kind": "none", "items": []},
    }
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.json", "q.json", "s.json"]


def test_the_count_is_given_to_programs(tmp_path: Path) -> None:
    _, out, _ = asked(*files(tmp_path), "--json")

    assert json.loads(out)["answered"] == 3


@pytest.mark.parametrize(
    "words", [(), ("身份证", "--out", "x"), ("--services", "x"), ("--json",)]
)
def test_half_a_question_is_refused(words: tuple[str, ...]) -> None:
    code, _, told = asked(*words)

    assert code == 1
    assert "要么写一句问话" in told


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    options = files(tmp_path)
    tmp_path.joinpath("q.json").unlink()

    code, out, told = asked(*options, "--json")

    assert code == 1
    assert "q.json 读不了" in told
    assert json.loads(out)["error"]["code"] == "asking_refused"


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    code, _, told = asked(*files(tmp_path, items={"things": []}))

    assert (code, "s.json 格式不对" in told) == (1, True)


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    options = files(tmp_path)
    with tmp_path.joinpath("s.json").open("wb") as stream:
        stream.truncate(60_000_000)

    code, _, told = asked(*options)

    assert (code, "s.json 太大了" in told) == (1, True)


def test_answers_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    options = files(tmp_path)
    tmp_path.joinpath("o.json").mkdir()

    code, _, told = asked(*options)

    assert (code, "o.json 写不了" in told) == (1, True)
    assert not tmp_path.joinpath(".o.json.part").exists()
