import json
from collections import Counter
from pathlib import Path

import pytest

from config.demo_directory import demo_directory
from config.everyday_words import shipped_words
from directory.finder import Finder
from kiosk.asking import demo_entries
from media.speech.searching import query_readings, spoken_words

ASKED: dict[str, str] = json.loads(
    (Path(__file__).parents[1] / "vectors/lookup/questions.json").read_text("utf-8")
)["questions"]
PARTS = 4
"""All phrases of the demo county take longer than one test may."""


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder.over(demo_entries(demo_directory()), spoken_words(shipped_words()))


def test_residents_questions_find_what_they_mean(finder: Finder) -> None:
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for question, wanted in ASKED.items():
        answer = finder.answer(question, query_readings(question))
        found = [match.item.removeprefix("qinghe-") for match in answer.matches]
        kind = wanted if wanted in {"none", "choices"} else "items"
        asked[kind] += 1
        if kind == "items":
            accepted = wanted.split("|")
            met["first"] += found[:1] != [] and found[0] in accepted
            met["five"] += any(item in accepted for item in found)
        else:
            met[kind] += answer.kind == kind

    assert met["first"] >= 0.95 * asked["items"]
    assert met["five"] >= 0.98 * asked["items"]
    assert met["choices"] == asked["choices"]
    assert met["none"] == asked["none"]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_item_is_found_by_each_of_its_own_phrases(
    finder: Finder, part: int
) -> None:
    missed = [
        (item.id, phrase)
        for item in demo_directory().items[part::PARTS]
        for phrase in (item.name, item.plain_name, *item.phrases)
        if item.id not in {match.item for match in finder.answer(phrase).matches}
    ]

    assert missed == []
