import pytest
from hypothesis import given, strategies as st

from directory.full_text import FullText, Hit, How, Where, Written

SOUNDS = {
    "土": ("tu",),
    "地": ("di", "de"),
    "流": ("liu",),
    "留": ("liu",),
    "刘": ("liu",),
    "转": ("zhuan",),
    "传": ("chuan", "zhuan"),
    "合": ("he",),
    "同": ("tong",),
    "银": ("yin",),
    "行": ("xing", "hang"),
    "西": ("xi",),
    "安": ("an",),
    "先": ("xian",),
}
LAND = Written(
    id="land",
    title="荷塘村集体土地流转合同要点",
    about="荷塘村村委会\n合同\n荷塘村 2026-0012",
    body="合同期限五年。租金 12,480.00 元一年，付到银行。\n"
    "每年的账由村务监督委员会核对，村民可以到村委会看原件，不清楚的地方，"
    "请打村委会的电话，或在这里留言，工作人员会回。",
)
ACCOUNTS = Written(
    id="accounts",
    title="三季度财务收支",
    about="柳坞村村委会\n财务收支",
    body="土地流转服务费 42,000.00。LED 路灯",
)
LIST = Written(id="list", title="拟任职人员", about="县委组织部", body="")


def sounds_of(character: str) -> tuple[str, ...]:
    return SOUNDS.get(character, ())


@pytest.fixture(name="texts", scope="module")
def _texts() -> FullText:
    return FullText((ACCOUNTS, LAND, LIST), sounds_of)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


# REQ-31
def test_a_title_that_holds_the_words_comes_before_a_text_that_does(
    texts: FullText,
) -> None:
    found = texts.find("土地流转")

    assert found == (
        Hit(id="land", how=How.WRITTEN, where=Where.TITLE),
        Hit(id="accounts", how=How.WRITTEN, where=Where.BODY),
    )


@pytest.mark.parametrize(
    ("question", "expected", "how"),
    [
        ("tdlz", ["land", "accounts"], How.LETTERS),
        ("TuDiLiuZhuan", ["land", "accounts"], How.LETTERS),
        ("tudiliuzh", ["land", "accounts"], How.LETTERS),
        ("土地lz", ["land", "accounts"], How.LETTERS),
        ("tudi流转", ["land", "accounts"], How.LETTERS),
        ("yinhang", ["land"], How.LETTERS),
        ("led", ["accounts"], How.WRITTEN),
        ("土地刘转", ["land", "accounts"], How.SOUND),
        ("土地流传", ["land", "accounts"], How.SOUND),
        ("土地留转2026", [], None),
        ("集体土地流转协议书", ["land"], How.NEAR),
        ("12480", ["land"], How.WRITTEN),
        ("12，480．00", ["land"], How.WRITTEN),
        ("2026-0012", ["land"], How.WRITTEN),
        ("組織部", ["list"], How.WRITTEN),
        ("荷塘 银行", ["land"], How.WRITTEN),
        ("荷塘 拟任", [], None),
        ("期限五年租金", ["land"], How.NEAR),
        ("火星移民计划", [], None),
        ("火", [], None),
        ("x", [], None),
        ("qq", [], None),
        ("vvvv", [], None),
        ("，。", [], None),
        ("", [], None),
        ("\u0301\u0301", [], None),
        ("🙂", [], None),
    ],
)
def test_words_are_found_as_written_by_letters_by_sound_or_nearly(
    texts: FullText,
    question: str,
    expected: list[str],
    how: How | None,
) -> None:
    found = texts.find(question)

    assert ids(found) == expected
    assert {hit.how for hit in found} == ({how} if how is not None else set())


def test_the_least_sure_of_several_words_says_how_sure_a_hit_is(
    texts: FullText,
) -> None:
    (found,) = texts.find("荷塘 yinhang")

    assert (found.how, found.where) == (How.LETTERS, Where.BODY)


def test_letters_may_be_cut_in_more_than_one_way() -> None:
    texts = FullText(
        (
            Written(id="one", title="先", about="", body=""),
            Written(id="two", title="西", about="", body="西安"),
        ),
        sounds_of,
    )

    assert ids(texts.find("xian")) == ["one", "two"]


def test_what_was_sought_is_marked_in_the_title_and_in_the_text(
    texts: FullText,
) -> None:
    assert texts.title("land", "TDLZ") == (
        ("荷塘村集体", False),
        ("土地流转", True),
        ("合同要点", False),
    )
    assert texts.title("land", "银行") == ((LAND.title, False),)
    assert texts.excerpt("land", "12480") == (
        ("租金 ", False),
        ("12,480", True),
        (".00 元一年，付到银行", False),
    )
    assert texts.excerpt("land", "拟任") == ()


def test_an_excerpt_is_short(texts: FullText) -> None:
    found = texts.excerpt("land", "原件")
    early = texts.excerpt("land", "每年的账")

    assert found[:2] == (("…员会核对，村民可以到村委会看", False), ("原件", True))
    assert early[0] == ("每年的账", True)
    assert early[1][0].endswith("…")
    assert len(early[1][0]) == 41


@pytest.mark.timeout(40)
@given(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
def test_pieces_are_the_whole_title_whatever_is_sought(title: str, sought: str) -> None:
    texts = FullText((Written(id="one", title=title, about="", body=""),), sounds_of)

    pieces = texts.title("one", sought)

    assert "".join(text for text, _ in pieces) == title


def test_a_megabyte_of_question_is_cut(texts: FullText) -> None:
    assert texts.find("土地" * 500_000) == ()


def test_nothing_is_found_in_nothing() -> None:
    assert FullText((), sounds_of).find("土地") == ()
