"""Texts are held against plain words: concise and easy to understand (REQ-36)."""

import pytest

from config.plain_words import Abbreviation, Boilerplate, HardWord, PlainWords
from programme.blocks import Block, Cell, Heading, ListBlock, Paragraph, Table
from publishing.desk.plain_words import AdviceKind, advice, length_of

WORDS = PlainWords(
    longest_sentence=20,
    known=("APP",),
    abbreviation=(Abbreviation(short="三资", means="集体的资金、资产、资源"),),
    boilerplate=(Boilerplate(say="予以", better="直接用后面的动词"),),
    hard=(HardWord(word="逾期", plain="过了期限"),),
)


def told(*blocks: Block) -> list[tuple[AdviceKind, int]]:
    return [(each.kind, each.block) for each in advice(blocks, WORDS)]


def test_a_sentence_that_is_too_long_is_named_by_its_beginning() -> None:
    text = "短句。" + "这一句话一直说下去没有停顿" * 2 + "。又是短句。"

    (found,) = advice([Paragraph(text=text)], WORDS)

    assert found.kind is AdviceKind.LONG_SENTENCE
    assert "“这一句话一直说下去没有停顿这一句……”" in found.words
    assert "有 26 个字" in found.words


@pytest.mark.parametrize(
    ("sentence", "length"),
    [("村里修路", 4), ("共 1,234.50 元", 3), ("用 APP 办理", 4), ("，、：", 0)],
)
def test_a_figure_or_a_latin_word_counts_as_one(sentence: str, length: int) -> None:
    assert length_of(sentence) == length


def test_a_sentence_of_just_so_many_characters_is_not_too_long() -> None:
    assert told(Paragraph(text="字" * 20 + "。")) == []
    assert told(Paragraph(text="字" * 21 + "。")) != []


def test_each_entry_of_a_list_ends_its_sentence() -> None:
    assert told(ListBlock(ordered=True, entries=("字" * 15, "字" * 15))) == []


def test_headings_and_tables_have_no_sentences() -> None:
    cells = ((Cell(text="字" * 40),),)

    assert told(Heading(level=1, text="字" * 40)) == []
    assert told(Table(header_rows=0, rows=cells)) == []


@pytest.mark.parametrize(
    "text",
    [
        "这个工程用 PPP 建。",
        "清理三资账目。",
        "先清理三资。再说三资（集体的资金、资产、资源）。",
    ],
)
def test_an_abbreviation_without_its_meaning_is_named(text: str) -> None:
    assert told(Paragraph(text=text)) == [(AdviceKind.ABBREVIATION, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "政府和社会资本合作（PPP）项目。后来的 PPP 不用再说。",
        "PPP（政府和社会资本合作）项目。",
        "集体的资金、资产、资源（以下简称“三资”）要公开。",
        "“三资”是指集体的资金、资产、资源。",
        "三资（集体的资金、资产、资源）。",
        "用 APP 办。",
        "看网址 https://example.cn/ABC 和邮箱 A@B.CN。",
    ],
)
def test_an_explained_or_known_abbreviation_is_left_alone(text: str) -> None:
    assert told(Paragraph(text=text)) == []


def test_an_abbreviation_is_named_once_where_it_first_stands() -> None:
    head, text = Heading(level=1, text="三资"), Paragraph(text="三资、三资。")

    assert told(head, text) == [(AdviceKind.ABBREVIATION, 1)]


def test_a_phrase_that_says_nothing_is_named_with_a_better_one() -> None:
    (found,) = advice([Paragraph(text="对他予以表扬。")], WORDS)

    assert found.kind is AdviceKind.BOILERPLATE
    assert "直接用后面的动词" in found.words


def test_a_word_of_offices_is_named_with_a_plain_one() -> None:
    (found,) = advice([Paragraph(text="逾期请重新来。")], WORDS)

    assert found.kind is AdviceKind.HARD_WORD
    assert "过了期限" in found.words
