import json
import re
from pathlib import Path

import pytest

from kiosk.words import FIRST, NAME, places_of, read_words, wrong_places

SHIPPED = read_words()
_OF_OTHERS = ("event.", "people.", "facet.")
"""What the directory, or a list, names in Chinese and only other languages name too."""
_INVENTED = {
    NAME: "Illuri",
    "language.direction": "rtl",
    "home.greeting": "Sul! Ma oten?",
    "floor": "Tal {floor}",
    "notices": "Ma {nobody}",
    "wait": "Mu {",
}


def folder_with(root: Path, **files: str) -> Path:
    for language, words in SHIPPED.items():
        text = json.dumps(dict(words.table), ensure_ascii=False)
        (root / f"{language}.json").write_text(text, encoding="utf-8")
    for name, text in files.items():
        (root / f"{name}.json").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("language", [name for name in SHIPPED if name != FIRST])
def test_every_language_has_every_word_with_the_same_places(language: str) -> None:
    own = json.loads(Path("look/kiosk", f"{language}.json").read_text("utf-8"))
    first = SHIPPED[FIRST].table

    assert {k for k in own if not k.startswith(_OF_OTHERS)} == set(first)
    assert wrong_places(own, first) == []


def test_chinese_comes_first_and_every_language_has_a_name_of_its_own() -> None:
    names = [words(NAME) for words in SHIPPED.values()]

    assert next(iter(SHIPPED)) == FIRST
    assert len(set(names)) == len(names) >= 2


def test_every_word_that_a_page_asks_for_is_in_the_catalogue() -> None:
    pages = "".join(
        p.read_text("utf-8")
        for p in Path("kiosk/templates").rglob("*")
        if p.suffix == ".html"
    )

    asked = set(re.findall(r"""\bt\(["']([a-z_.0-9]+)["'][,)]""", pages))

    assert len(asked) > 100
    assert asked <= set(SHIPPED[FIRST].table)


def test_a_language_is_added_by_its_file_and_says_the_rest_in_chinese(
    tmp_path: Path,
) -> None:
    found = read_words(folder_with(tmp_path, qil=json.dumps(_INVENTED)))

    assert list(found) == [FIRST, "en", "qil"]
    assert found["qil"]("floor", floor=3) == "Tal 3"
    assert found["qil"]("dock.home") == found[FIRST]("dock.home")
    assert not found["qil"].is_first


def test_words_with_places_that_nobody_fills_are_said_in_chinese(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = read_words(folder_with(tmp_path, qil=json.dumps(_INVENTED)))

    assert found["qil"]("notices") == found[FIRST]("notices")
    assert found["qil"]("wait") == found[FIRST]("wait")
    assert "qil.json: notices" in caplog.text


@pytest.mark.parametrize("text", ["{", "[1]", '{"floor": 3}', "[]"])
def test_a_damaged_catalogue_is_left_out(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (folder_with(tmp_path) / "notes.txt").write_text("no catalogue")
    found = read_words(folder_with(tmp_path, qil=text))

    assert list(found) == [FIRST, "en"]
    assert "qil.json is left out" in caplog.text


def test_the_chinese_catalogue_must_be_whole(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / f"{FIRST}.json").write_text("{")

    with pytest.raises(ValueError, match="Expecting"):
        read_words(folder)


def test_the_places_of_words_are_named_in_their_order() -> None:
    words = SHIPPED["en"]

    assert places_of("{tail} and {window}") == ["tail", "window"]
    assert words.leads("answer.window.spoken", "tail", "window")
    assert not SHIPPED[FIRST].leads("answer.window.spoken", "tail", "window")
