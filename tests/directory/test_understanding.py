from directory.understanding import MOST_CHARACTERS, Understanding
from directory.units import UnitKind
from directory.words import EverydayWord, EverydayWords
from tests.fakes.hall import WORDS


def test_a_question_is_cut_where_least_is_left_over() -> None:
    asked = Understanding(WORDS).understand("我想办理发店怎么办")

    assert [(unit.kind, unit.said) for unit in asked.units] == [
        (UnitKind.FILLER, "我想"),
        (UnitKind.VERB, "办"),
        (UnitKind.MATTER, "理发店"),
        (UnitKind.FILLER, "怎么办"),
    ]
    assert asked.core == "理发店"
    assert asked.asks_to_act


def test_characters_that_no_list_knows_stay_together() -> None:
    asked = Understanding(WORDS).understand("蓝色的护照丢了")

    assert [(unit.kind, unit.said) for unit in asked.units] == [
        (UnitKind.PLAIN, "蓝色"),
        (UnitKind.FILLER, "的"),
        (UnitKind.PLAIN, "护照"),
        (UnitKind.ACTION, "丢了"),
    ]


def test_a_bare_noun_asks_for_no_action() -> None:
    assert not Understanding(WORDS).understand("社保卡").asks_to_act


def test_a_word_said_in_two_places_means_both() -> None:
    words = EverydayWords(
        words=(
            EverydayWord(say=("执照",), means=("营业执照",)),
            EverydayWord(say=("执照",), means=("驾驶 证",)),
        )
    )

    (unit,) = Understanding(words).understand("执照").units

    assert unit.terms == (("营业执照",), ("驾驶", "证"))


def test_an_endless_question_is_cut() -> None:
    assert len(Understanding(WORDS).understand("好" * 500).text) == MOST_CHARACTERS


def test_without_a_lexicon_everything_is_plain() -> None:
    (unit,) = Understanding(EverydayWords()).understand("办护照").units

    assert (unit.kind, unit.said) == (UnitKind.PLAIN, "办护照")


APART = EverydayWords(
    fillers=("我", "了"),
    verbs=("办",),
    actions=WORDS.actions,
    words=(
        EverydayWord(say=("房子 冲了",), means=("自然灾害",)),
        EverydayWord(say=("邻居",), means=("调解",)),
    ),
)


def test_a_word_said_in_parts_leads_and_what_is_beside_it_stands_aside() -> None:
    asked = Understanding(APART).understand("邻居的房子昨天冲了")

    assert [(unit.said, unit.aside) for unit in asked.units] == [
        ("房子冲了", False),
        ("邻居", True),
        ("的", True),
        ("昨天", True),
    ]
    assert asked.units[0].terms == (("自然灾害",),)


def test_a_word_said_whole_that_explains_as_much_goes_before_one_in_parts() -> None:
    words = EverydayWords(
        words=(
            EverydayWord(say=("房子 冲了",), means=("自然灾害",)),
            EverydayWord(say=("危房改造",), means=("危房",)),
        )
    )

    asked = Understanding(words).understand("房子冲了想危房改造")

    assert "危房改造" in [unit.said for unit in asked.units]


def test_no_more_than_an_ordinary_word_is_asked_for_itself() -> None:
    words = EverydayWords(fillers=("我",), verbs=("登记", "办"))

    assert Understanding(words).understand("我登记").core == "登记"
    assert Understanding(words).understand("我办").core == ""


def test_numbers_are_understood_in_characters_and_in_figures() -> None:
    words = EverydayWords(
        words=(EverydayWord(say=("八十岁补贴",), means=("高龄津贴",)),)
    )

    for text in ("八十岁补贴", "80岁补贴", "8十岁补贴"):
        (unit,) = Understanding(words).understand(text).units
        assert unit.terms == (("高龄津贴",),)


def test_the_matter_after_a_wish_leads() -> None:
    words = EverydayWords(
        fillers=("想",),
        words=(
            EverydayWord(say=("便利店",), means=("小经营店",)),
            EverydayWord(say=("卖烟",), means=("烟草",)),
            EverydayWord(say=("外地",), means=("异地",), weak=True),
        ),
    )
    understand = Understanding(words).understand

    assert [u.aside for u in understand("便利店想卖烟").content] == [True, False]
    assert [u.aside for u in understand("便利店想外地").content] == [False, False]
    assert [u.aside for u in understand("便利店卖烟").content] == [False, False]


def test_units_in_order_give_the_text_again() -> None:
    understanding = Understanding(APART)
    text = "昨天冲了我的房子一百二十平"

    units = understanding.in_order(text)

    assert "".join(unit.said for unit in units) == text
    assert understanding.said_apart(text) == ("房子", "冲了")
    assert understanding.said_apart("房子") == ()


def test_words_alike_stand_for_each_other_in_a_word_said_apart() -> None:
    words = EverydayWords(
        alike=(("孩子", "娃儿", "伢子"),),
        words=(EverydayWord(say=("孩子 医保",), means=("居民参保",)),),
    )

    for text in ("伢子咋个买医保", "医保给娃儿买"):
        assert Understanding(words).understand(text).units[0].terms == (("居民参保",),)


def test_a_word_in_the_midst_of_letters_is_not_meant() -> None:
    words = EverydayWords(words=(EverydayWord(say=("ct",), means=("放射",)),))
    kinds = [unit.kind for unit in Understanding(words).understand("select").units]

    assert kinds == [UnitKind.PLAIN]
    assert Understanding(words).understand("做ct").units[-1].kind is UnitKind.MATTER


def test_endings_of_familiar_speech_are_taken_off_where_it_is_plainer_so() -> None:
    words = EverydayWords(
        fillers=("开", "老婆"),
        words=(
            EverydayWord(say=("豆花馆",), means=("小经营店",)),
            EverydayWord(say=("旅店",), means=("旅馆业",)),
            EverydayWord(say=("孩子",), means=("儿童",)),
        ),
    )
    understand = Understanding(words).understand

    assert understand("开豆花馆馆").core == "豆花馆"
    assert understand("开旅店子").core == "旅店"
    assert understand("孩子").core == "孩子"
    assert understand("天天").core == "天天"
    assert understand("老婆婆").text == "老婆婆"


def test_a_lone_character_of_another_matter_is_no_part_of_a_word_said_apart() -> None:
    words = EverydayWords(
        words=(
            EverydayWord(say=("烟 许可",), means=("烟草",)),
            EverydayWord(say=("香烟",), means=("烟草",)),
            EverydayWord(say=("烟花",), means=("焰火",)),
        )
    )
    understanding = Understanding(words)

    fireworks = understanding.understand("烟花许可")
    tobacco = understanding.understand("香烟许可")

    assert fireworks.content[0].said == "烟花"
    assert "烟许可" in [unit.said for unit in tobacco.content]
