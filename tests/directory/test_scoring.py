from directory.answer import AnswerKind
from directory.words import EverydayWord, EverydayWords
from media.speech.searching import query_readings
from tests.fakes.hall import made_entry, made_finder, names_of

APART = EverydayWords(
    fillers=("我", "了"),
    words=(EverydayWord(say=("房子 冲了",), means=("自然灾害",)),),
)


def test_what_is_said_beside_a_word_in_parts_tells_little() -> None:
    finder = made_finder(
        made_entry("自然灾害救助"), made_entry("房屋买卖合同"), words=APART
    )

    answer = finder.answer("我房子买卖合同冲了", query_readings("我房子买卖合同冲了"))

    assert answer.matches[0].name == "自然灾害救助"


def test_the_same_words_in_one_piece_are_weighed_as_they_stand() -> None:
    finder = made_finder(
        made_entry("自然灾害救助"), made_entry("房屋买卖合同"), words=APART
    )

    assert names_of(finder, "买卖合同") == ["房屋买卖合同"]


def test_of_several_actions_the_last_is_the_wish() -> None:
    finder = made_finder(made_entry("社会保障卡补领"), made_entry("社会保障卡注销"))

    assert names_of(finder, "社保卡丢了不要了")[0] == "社会保障卡注销"
    assert names_of(finder, "社保卡不要了丢了")[0] == "社会保障卡补领"


def test_a_variant_nobody_asked_for_stands_behind_the_ordinary_business() -> None:
    finder = made_finder(made_entry("社会保障卡注销"), made_entry("社会保障卡申领"))

    assert names_of(finder, "办社保卡")[0] == "社会保障卡申领"


def test_the_very_words_of_an_item_fit_wholly() -> None:
    finder = made_finder(made_entry("户口登记", "上户口"), made_entry("户口注销"))

    answer = finder.answer("上户口", query_readings("上户口"))

    assert answer.kind is AnswerKind.ITEMS
    assert answer.matches[0].score == 1000


def test_an_item_that_shares_only_the_action_is_not_offered() -> None:
    finder = made_finder(made_entry("社会保障卡挂失"))

    assert names_of(finder, "苹果手机丢了") == []


def test_of_several_texts_the_one_that_says_least_beside_it_counts() -> None:
    finder = made_finder(
        made_entry("社会保障卡挂失", "社会保障卡挂失甲乙丙丁戊己", "庚辛"),
        made_entry("社会保障卡挂失甲乙丙"),
    )

    assert names_of(finder, "社保卡")[0] == "社会保障卡挂失"
    assert names_of(finder, "社保卡保障")[0] == "社会保障卡挂失"
