import pytest

from directory.answer import MOST_CHOICES, AnswerKind
from directory.finder import NO_READINGS
from directory.words import EverydayWord, EverydayWords
from media.speech.searching import query_readings
from tests.fakes.hall import made_entry, made_finder, names_of

ENTRIES = (
    made_entry("社会保障卡申领"),
    made_entry("社会保障卡补领", "卡被偷"),
    made_entry("社会保障卡注销"),
    made_entry("电子社会保障卡签发"),
    made_entry("公共场所卫生许可（县级）", "开美发店"),
    made_entry("普通护照签发", "办护照"),
    made_entry("户口登记"),
    made_entry("个人账户资金支取", department="县医疗保障局"),
    made_entry("个人账户退费", department="县人社局"),
    made_entry("住院费用结算", department="县医疗保障局"),
    made_entry("老年人优待证申领"),
    made_entry("残疾人证新办"),
    made_entry("使用登记年限更改"),
)
FINDER = made_finder(*ENTRIES)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("户口登记", "户口登记"),
        ("办社保卡", "社会保障卡申领"),
        ("社保卡丢了", "社会保障卡补领"),
        ("社保卡不要了", "社会保障卡注销"),
        ("社保卡丢了不要了", "社会保障卡注销"),
        ("手机社保卡", "电子社会保障卡签发"),
        ("开理发店", "公共场所卫生许可（县级）"),
        ("医保余额", "个人账户资金支取"),
        ("老人优待证", "老年人优待证申领"),
        ("户登记", "户口登记"),
        ("户口的登记", "户口登记"),
        ("户口灯记", "户口登记"),
        ("残及人证", "残疾人证新办"),
        ("hukoudengji", "户口登记"),
        ("hu kou deng j", "户口登记"),
        ("hkdj", "户口登记"),
        ("户口dengji", "户口登记"),
        ("huzhaobuban", "普通护照签发"),
        ("bpthz", "普通护照签发"),
        ("shebaokadiule", "社会保障卡补领"),
        ("ＨＫＤＪ", "户口登记"),
    ],
)
def test_each_form_of_a_question_finds_its_item(question: str, name: str) -> None:
    assert names_of(FINDER, question)[0] == name


@pytest.mark.parametrize(
    "question",
    [
        "",
        "？？",
        "天气",
        "火车票丢了",
        "zxcvb",
        "vvv",
        "x",
        "我想怎么办",
        "苹果丢了",
        "blqqq",
    ],
)
def test_what_is_not_here_is_said_not_to_be_here(question: str) -> None:
    answer = FINDER.answer(question, query_readings(question))

    assert (answer.kind, answer.matches) == (AnswerKind.NONE, ())


def test_a_bare_noun_that_several_share_gives_choices() -> None:
    answer = FINDER.answer("社保卡")

    assert answer.kind is AnswerKind.CHOICES
    assert answer.matches[0].name == "社会保障卡申领"


def test_an_office_name_leads_to_what_the_office_does() -> None:
    answer = FINDER.answer("医保")

    assert {match.name for match in answer.matches} >= {"住院费用结算"}


def test_without_readings_only_what_is_written_is_found() -> None:
    assert FINDER.answer("户口灯记", NO_READINGS).asked == "户口灯记"
    assert FINDER.answer("户口灯记", query_readings("户口灯记")).asked == "户口登记"


def test_words_of_the_lexicon_are_never_mended() -> None:
    assert FINDER.answer("天气", query_readings("天气")).asked == "天气"


def test_letters_go_on_as_the_texts_are_spelt() -> None:
    assert FINDER.continuations("HU") >= {"k", "z"}
    assert "b" not in FINDER.continuations("HU")


def test_an_empty_directory_answers_that_nothing_is_here() -> None:
    assert names_of(made_finder(), "护照") == []


def test_a_directory_without_a_lexicon_answers_by_its_own_words() -> None:
    finder = made_finder(made_entry("护照签发"), words=EverydayWords())

    assert names_of(finder, "护照") == ["护照签发"]


def test_letters_that_stand_for_very_many_texts_are_answered_too() -> None:
    finder = made_finder(*(made_entry(f"护照{n}号") for n in range(100)))

    assert len(names_of(finder, "hz")) == MOST_CHOICES


def test_a_remark_at_the_start_of_a_name_is_a_part_of_it() -> None:
    finder = made_finder(made_entry("（县级）护照签发"))

    assert names_of(finder, "县级护照签发") == ["（县级）护照签发"]


def test_of_two_words_that_sound_alike_one_is_taken() -> None:
    finder = made_finder(made_entry("失业证明甲"), made_entry("实业证明乙"))

    answer = finder.answer("石业证明", query_readings("石业证明"))

    assert answer.asked in {"失业证明", "实业证明"}


def test_a_song_is_not_bent_into_a_harvest() -> None:
    finder = made_finder(made_entry("联合收割机档案封存"))

    assert names_of(finder, "给我放首歌") == []


def test_what_denies_is_never_mended() -> None:
    finder = made_finder(made_entry("养老保险费补交"))

    assert finder.answer("不交", query_readings("不交")).asked == "不交"
    assert finder.answer("费不交税", query_readings("费不交税")).asked == "费不交税"


def test_a_word_with_a_filler_in_it_is_not_mended() -> None:
    finder = made_finder(made_entry("网吧搬地方"), made_entry("办个事"))

    assert finder.answer("搬的地方", query_readings("搬的地方")).asked == "搬的地方"


def test_a_number_is_not_found_in_the_midst_of_another() -> None:
    finder = made_finder(made_entry("1000人以上活动许可"))

    assert names_of(finder, "110") == []


def test_a_word_of_elsewhere_in_the_midst_of_a_long_name_is_not_meant() -> None:
    finder = made_finder(made_entry("港口内进行危险货物装卸前的天气核对作业许可"))

    assert names_of(finder, "天气") == []


def test_the_best_term_of_a_word_goes_before_its_very_characters() -> None:
    words = EverydayWords(
        words=(EverydayWord(say=("退休",), means=("正常退休", "退休")),)
    )
    finder = made_finder(
        made_entry("退休人员信息备案"), made_entry("职工正常退休申请"), words=words
    )

    assert names_of(finder, "退休")[0] == "职工正常退休申请"


def test_an_office_name_is_not_mended() -> None:
    finder = made_finder(
        made_entry("方案备案"), made_entry("网站备案", department="县公安局")
    )

    asked = finder.answer("网站公安备案", query_readings("网站公安备案")).asked

    assert asked == "网站公安备案"


def test_a_very_long_question_is_answered_by_its_beginning() -> None:
    question = "户口灯记" + "好" * 200

    answer = FINDER.answer(question, query_readings(question))

    assert answer.asked.startswith("户口登记")


@pytest.mark.parametrize("letters", ["zz", "zzb", "zzbl", "qzy"])
def test_few_letters_or_those_amid_a_name_are_a_guess_and_give_choices(
    letters: str,
) -> None:
    finder = made_finder(made_entry("抢种证办理"), made_entry("青枣园验收登记"))

    answer = finder.answer(letters, query_readings(letters))

    assert answer.kind is AnswerKind.CHOICES


@pytest.mark.parametrize("letters", ["qzzbl", "qzyy"])
def test_letters_with_which_a_name_begins_are_answered(letters: str) -> None:
    finder = made_finder(made_entry("抢种证办理"), made_entry("青枣园验收登记"))

    answer = finder.answer(letters, query_readings(letters))

    assert answer.kind is AnswerKind.ITEMS
