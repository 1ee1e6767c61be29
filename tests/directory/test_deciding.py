from directory.answer import MOST_CHOICES, AnswerKind
from directory.words import ActionWords, EverydayWord, EverydayWords
from media.speech.searching import query_readings
from tests.fakes.hall import made_entry, made_finder


def test_two_items_with_the_very_words_are_both_offered() -> None:
    finder = made_finder(
        made_entry("甲证核发", "办优待证"), made_entry("乙证核发", "办优待证")
    )

    answer = finder.answer("办优待证")

    assert answer.kind is AnswerKind.CHOICES
    assert [match.score for match in answer.matches] == [1000, 1000]


def test_choices_come_from_different_groups_first() -> None:
    variants = [made_entry(f"运输证{n}", group="运输证") for n in "甲乙丙丁戊"]
    finder = made_finder(*variants, made_entry("从业证丙丁运输"))

    names = [match.name for match in finder.answer("运输").matches]

    assert len(names) == MOST_CHOICES
    assert "从业证丙丁运输" in names[:2]


def test_what_fits_in_part_is_offered_not_claimed() -> None:
    finder = made_finder(made_entry("公共场所卫生许可"), made_entry("护照签发"))

    answer = finder.answer("理发店隔壁老王挖墙脚打洞")

    assert answer.kind is AnswerKind.CHOICES
    assert [match.name for match in answer.matches] == ["公共场所卫生许可"]


def test_a_long_noun_that_many_share_gives_choices() -> None:
    finder = made_finder(
        *(made_entry(f"{where}异地就医备案与费用结算") for where in "甲乙丙丁戊")
    )

    answer = finder.answer("异地就医", query_readings("异地就医"))

    assert answer.kind is AnswerKind.CHOICES


def test_an_action_alone_is_no_general_noun() -> None:
    finder = made_finder(made_entry("社会保障卡挂失"), made_entry("居住证补领"))

    assert finder.answer("补办").kind is not AnswerKind.NONE


def test_an_action_on_what_only_describes_gives_choices() -> None:
    words = EverydayWords(
        actions=(ActionWords(say=("丢了",), means=("补办",)),),
        words=(EverydayWord(say=("证",), means=("证",), weak=True),),
    )
    finder = made_finder(
        made_entry("教练车证补办"), made_entry("残疾人证挂失补办"), words=words
    )

    assert finder.answer("证丢了").kind is AnswerKind.CHOICES


def test_several_matters_are_no_general_noun() -> None:
    finder = made_finder(
        made_entry("老年人社会保障卡甲"), made_entry("老年人社会保障卡乙")
    )

    assert finder.answer("老人社保卡").kind is AnswerKind.ITEMS


def test_a_word_of_elsewhere_is_answered_where_it_is_done_here() -> None:
    finder = made_finder(made_entry("天气预报甲"), made_entry("天气预报乙"))

    assert finder.answer("天气").kind is AnswerKind.ITEMS


def test_a_little_that_fits_is_offered_only_where_no_other_matter_was_asked() -> None:
    words = EverydayWords(
        words=(
            EverydayWord(say=("招牌",), means=("户外招牌",)),
            EverydayWord(say=("结婚",), means=("婚姻",)),
        )
    )
    finder = made_finder(
        made_entry("规范户外招牌设施设置及维护更新管理事项"), words=words
    )

    assert finder.answer("招牌蓝色甲乙丙").kind is AnswerKind.CHOICES
    assert finder.answer("招牌结婚甲乙丙").kind is AnswerKind.NONE


def test_what_does_the_matter_is_offered_before_what_shares_only_the_action() -> None:
    words = EverydayWords(
        words=(EverydayWord(say=("网吧",), means=("上网服务",)),),
        actions=(ActionWords(say=("到期",), means=("到期换证", "延续")),),
    )
    finder = made_finder(
        made_entry("出租汽车经营许可证到期换证"),
        made_entry("开办互联网上网服务营业场所"),
        words=words,
    )

    answer = finder.answer("网吧蓝色甲乙到期")

    assert answer.kind is AnswerKind.CHOICES
    assert [match.name for match in answer.matches] == ["开办互联网上网服务营业场所"]


def test_what_does_only_one_of_two_matters_is_offered_not_claimed() -> None:
    words = EverydayWords(
        words=(
            EverydayWord(say=("招牌",), means=("户外招牌",)),
            EverydayWord(say=("结婚",), means=("婚姻",)),
        )
    )
    finder = made_finder(made_entry("户外招牌"), words=words)

    assert finder.answer("办招牌").kind is AnswerKind.ITEMS
    assert finder.answer("招牌结婚").kind is not AnswerKind.ITEMS


def test_something_done_to_what_no_list_knows_gives_choices() -> None:
    words = EverydayWords(actions=(ActionWords(say=("变了",), means=("变更",)),))
    finder = made_finder(
        made_entry("甲类机构门牌变更"), made_entry("乙类机构门牌变更"), words=words
    )

    tied = finder.answer("门牌变了", query_readings("门牌变了"))

    assert tied.kind is AnswerKind.CHOICES
    assert len(tied.matches) == 2


def test_a_small_part_of_a_long_name_is_offered_not_claimed() -> None:
    words = EverydayWords(actions=(ActionWords(say=("变了",), means=("变更",)),))
    long = "河湖码头仓储经营单位变更门牌或者改建扩建泊位堆场数量以及其他重要事项"
    finder = made_finder(made_entry(long), made_entry("护照签发"), words=words)

    answer = finder.answer("门牌变了", query_readings("门牌变了"))

    assert answer.kind is AnswerKind.CHOICES
    assert [match.name for match in answer.matches] == [long]
