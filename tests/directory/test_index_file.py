import hashlib
import json

import pytest
from hypothesis import given, settings, strategies as st

from directory.index import Index
from directory.index_file import IndexFile, index_file_of, opened
from directory.model import ServiceItem
from directory.texts import ReadingsMismatch
from media.speech.searching import item_readings, query_readings, spoken_words
from programme.errors import DocumentMalformed
from tests.fakes.hall import WORDS, made_directory, made_item

SHARD = "a" * 64
ITEMS = (
    made_item(1, "户口登记（三千人以下）"),
    made_item(2, "护照签发", popular=True),
    made_item(3, "社会保障卡补领"),
    made_item(4, "社会保障卡注销"),
    made_item(5, "理发店公共场所卫生许可"),
    made_item(6, "户口登记").model_copy(update={"department": "unknown"}),
)
READINGS = {item.id: item_readings(item) for item in ITEMS}
DIRECTORY = made_directory().model_copy(update={"shards": (SHARD,)})
SPOKEN = spoken_words(WORDS)
FILE = index_file_of(ITEMS, READINGS, shards=(SHARD,))
QUESTIONS = (
    *("户口登记", "护照签发怎么办", "护赵", "社保卡丢了", "办社保卡", "理发店", "公安"),
    *("hukou", "hkdj", "shebaoka", "shbzk", "huzhao", "社保ka", "天气", "三千", ""),
)


def loaded(file: IndexFile, items: tuple[ServiceItem, ...] = ITEMS) -> Index:
    return Index(DIRECTORY, items, tuple(READINGS.values()), words=SPOKEN, file=file)


GATHERED_HERE = Index(DIRECTORY, ITEMS, tuple(READINGS.values()), words=SPOKEN)
LOADED = loaded(IndexFile.parse(FILE.canonical()))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_search_from_the_file_answers_as_one_gathered_on_the_device(
    question: str,
) -> None:
    readings = query_readings(question)

    assert LOADED.lookup(question, readings) == GATHERED_HERE.lookup(question, readings)
    assert LOADED.continuations(question) == GATHERED_HERE.continuations(question)
    assert LOADED.following.after(question, most=9) == GATHERED_HERE.following.after(
        question, most=9
    )


@settings(max_examples=60)
@given(st.text(alphabet="户口登记护照签发社保卡注销理店办丢hukoshbzx", max_size=8))
def test_any_question_is_answered_alike(question: str) -> None:
    readings = query_readings(question)

    assert LOADED.lookup(question, readings) == GATHERED_HERE.lookup(question, readings)


def test_items_and_their_order_are_the_directorys() -> None:
    found = opened(FILE, ITEMS, READINGS)

    assert next(ITEMS[at].name for at in found.order) == "护照签发"
    assert found.gathered.offices.keys() == {"gaj", "unknown"}


def test_what_is_gathered_changes_only_together_with_the_files_format() -> None:
    # Another digest here means: raise the number in `IndexFile.format`, then pin it.
    found = opened(FILE, ITEMS, READINGS).gathered
    told = [
        FILE.format,
        list(found.blocks),
        sorted(found.characters.items()),
        sorted(found.syllables.items()),
        sorted(found.pairs.items()),
        sorted(found.grams),
        sorted(found.numbers),
        sorted(found.begun.items()),
    ]

    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()

    assert digest == (
        "489701de7425d7e83552e85a282dbfef78f98b96d0e54bca9b2096e75dfbbf29"
    )


def test_items_without_their_readings_are_not_published() -> None:
    with pytest.raises(ReadingsMismatch, match="item-1"):
        index_file_of(ITEMS, {}, shards=())


def test_a_file_of_other_shards_is_refused() -> None:
    with pytest.raises(DocumentMalformed, match="不是这份办事目录的"):
        loaded(FILE.model_copy(update={"shards": ("b" * 64,)}))


def test_a_file_of_more_items_than_there_are_is_refused() -> None:
    with pytest.raises(DocumentMalformed, match="拆不开"):
        loaded(FILE, ITEMS[1:])


def test_a_file_with_other_texts_is_refused() -> None:
    other = index_file_of(
        tuple(item.model_copy(update={"name": "户"}) for item in ITEMS[:1]),
        {"item-1": item_readings(ITEMS[0].model_copy(update={"name": "户"}))},
        shards=(SHARD,),
    )

    with pytest.raises(DocumentMalformed, match="不是这些事项的"):
        loaded(other, ITEMS[:1])


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("order", FILE.order[:-4]),
        ("texts", "AAAA"),
        ("sets", FILE.grams),
        ("pairs", FILE.grams),
        ("begun", FILE.texts),
        ("keys", FILE.grams),
        ("order", "A"),
    ],
)
def test_a_damaged_file_is_refused(part: str, value: str) -> None:
    with pytest.raises(DocumentMalformed, match="拆不开"):
        loaded(FILE.model_copy(update={part: value}))


def test_another_version_of_the_file_is_not_read() -> None:
    newer = FILE.canonical().replace(b"search-index/1", b"search-index/2")

    with pytest.raises(DocumentMalformed):
        IndexFile.parse(newer)


def test_a_directory_names_its_file_only_where_it_has_one() -> None:
    with_index = DIRECTORY.model_copy(update={"index": "c" * 64})

    assert b'"index"' not in DIRECTORY.canonical()
    assert DIRECTORY.files() == (SHARD,)
    assert with_index.files() == (SHARD, "c" * 64)
