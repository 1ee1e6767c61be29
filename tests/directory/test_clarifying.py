from directory.answer import AnswerKind, Clarifying
from directory.clarifying import clarify
from directory.texts import Entry
from directory.words import EverydayWords, Facet, FacetOption
from tests.fakes.hall import made_entry, made_finder

FIRST = FacetOption(id="first", name="第一次办", words=("申领",), otherwise=True)
AGAIN = FacetOption(id="again", name="丢了", words=("补领",))
RENEW = FacetOption(id="renew", name="到期了", words=("换领",))
CHANGE = FacetOption(id="change", name="要改", words=("变更",))
END = FacetOption(id="end", name="不要了", words=("注销",))
STAGE = Facet(
    id="stage",
    question="第一次办，还是以前办过？",
    source="常识",
    options=(FIRST, AGAIN, RENEW, CHANGE, END),
    never=("迁移",),
    rest="别的",
)
WHOM = Facet(
    id="whom",
    question="为大人，还是为孩子？",
    source="常识",
    options=(
        FacetOption(id="adult", name="大人", words=("成年人",), otherwise=True),
        FacetOption(id="child", name="孩子", words=("儿童",)),
    ),
)


def entries(*names: str) -> list[Entry]:
    return [made_entry(name) for name in names]


def told(question: Clarifying | None) -> dict[str, list[str]]:
    """Return the replies of a question with what each leaves."""
    options = question.options if question else ()
    return {
        one.name: [item.removeprefix("id-") for item in one.items] for one in options
    }


def asked(*names: str, by: tuple[Facet, ...] = (STAGE,)) -> dict[str, list[str]]:
    return told(clarify("残疾证", entries(*names), by))


# REQ-32
def test_a_question_is_asked_where_names_differ_by_one_thing() -> None:
    assert asked("残疾人证申领", "残疾人证补领", "残疾人证换领") == {
        "第一次办": ["残疾人证申领"],
        "丢了": ["残疾人证补领"],
        "到期了": ["残疾人证换领"],
    }


def test_the_fourth_reply_stands_for_all_that_is_left() -> None:
    names = ("残疾人证", "残疾人证补领", "残疾人证换领", "残疾人证变更", "残疾人证注销")

    assert asked(*names, "残疾人证迁移")["别的"] == [
        "残疾人证迁移",
        "残疾人证变更",
        "残疾人证注销",
    ]


def test_what_has_no_word_is_of_the_ordinary_kind_unless_it_never_is() -> None:
    assert asked("残疾人证", "残疾人证补领", "残疾人证迁移") == {
        "第一次办": ["残疾人证"],
        "丢了": ["残疾人证补领"],
        "别的": ["残疾人证迁移"],
    }


def test_replies_that_leave_the_same_are_one() -> None:
    assert asked("社保卡申领", "社保卡补领、换领") == {
        "第一次办": ["社保卡申领"],
        "丢了；到期了": ["社保卡补领、换领"],
    }


def test_the_question_that_leaves_least_is_taken() -> None:
    names = ("居民证申领", "居民证补领", "儿童居民证换领")

    assert list(asked(*names, by=(WHOM, STAGE))) == ["第一次办", "丢了", "到期了"]


def test_nothing_is_asked_that_was_said_or_does_not_help() -> None:
    card = entries("残疾人证申领", "残疾人证补领")

    assert clarify("残疾证补领", card, (STAGE,)) is None
    assert clarify("残疾证", card[:1], (STAGE,)) is None
    assert clarify("残疾证", card, ()) is None
    assert asked("残疾人证甲", "残疾人证乙") == {}
    assert asked("残疾人证补领、换领", "残疾人证换领、补领") == {}
    assert asked(*(f"残疾人证{n}" for n in "甲乙丙丁戊己庚"), "残疾人证补领") == {}
    assert asked(*(f"残疾人证补领{n}" for n in range(13))) == {}


def test_names_that_differ_in_more_are_left_to_choose_from() -> None:
    names = ("残疾人证补领", "困难家庭无障碍改造")
    named = ("残疾人证补领", "困难家庭无障碍改造变更")

    assert asked(*names) == {}
    assert list(asked(*named)) == ["丢了", "要改"]


def test_the_search_asks_beside_its_choices_and_never_beside_an_answer() -> None:
    words = EverydayWords(facets=(STAGE,))
    finder = made_finder(*entries("护照申领", "护照补领", "护照换领"), words=words)

    vague, clear = finder.answer("护照"), finder.answer("护照补领")

    assert vague.kind is AnswerKind.CHOICES
    assert list(told(vague.asks)) == ["第一次办", "丢了", "到期了"]
    assert vague.asks is not None
    assert vague.asks.option("again") == vague.asks.options[1]
    assert vague.asks.option("nothing") is None
    assert len(vague.matches) == 3
    assert (clear.kind, clear.asks) == (AnswerKind.ITEMS, None)
