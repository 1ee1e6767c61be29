from collections.abc import Iterator

import pytest
from hypothesis import example, given, strategies as st
from sqlalchemy import Connection, Engine, String, create_engine, literal, select

from publishing.desk.occurring import occurs
from tests.fakes.postgres import Cluster

TEXTS = st.text(alphabet="公交ab%_/ '\\一丁", max_size=12)
WORDS = st.text(alphabet="公交ab%_/ '\\一丁", min_size=1, max_size=3)


def found(connection: Connection, text: str, word: str) -> bool:
    return bool(
        connection.scalar(select(literal(1)).where(occurs(literal(text, String), word)))
    )


@pytest.fixture(scope="module")
def sqlite() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    yield engine
    engine.dispose()


@given(text=TEXTS, word=WORDS)
@example(text="收入 100% 到账", word="100%")
@example(text="收入 1000", word="100_")
def test_a_word_occurs_letter_by_letter_on_sqlite(
    sqlite: Engine, text: str, word: str
) -> None:
    with sqlite.connect() as connection:
        assert found(connection, text, word) == (word in text)


@pytest.mark.timeout(60)  # the first one waits until the server has started
def test_a_word_occurs_letter_by_letter_on_postgresql(cluster: Cluster) -> None:
    engine = create_engine(cluster.url("postgres"))
    pairs = (
        ("收入 100% 到账", "100%"),
        ("收入 1000", "100_"),
        ("a/b\\c", "/b\\"),
        ("公交线路", "交线"),
        ("公交线路", "线交"),
        ("", "公"),
    )

    with engine.connect() as connection:
        answers = [found(connection, text, word) for text, word in pairs]
    engine.dispose()

    assert answers == [word in text for text, word in pairs]
