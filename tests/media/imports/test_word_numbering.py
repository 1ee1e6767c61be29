import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from media.imports.word_numbering import ListPlace, numbering_of


def labels(form: str, count: int) -> list[str]:
    numbering = numbering_of(
        parse_xml(
            f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="1">'
            f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="%1"/>'
            '</w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/>'
            "</w:num></w:numbering>"
        )
    )
    found = [
        numbering.next_label(ListPlace(number_id="3", level=0)) for _ in range(count)
    ]
    return [label.text for label in found if label is not None]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 9, "九"),
        ("chineseCountingThousand", 10, "十"),
        ("ideographTraditional", 11, "十一"),
        ("japaneseCounting", 20, "二十"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 100, "100"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 4, "iv"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ordinal", 3, "3"),
    ],
)
def test_numbers_are_written_in_words_forms(form: str, number: int, text: str) -> None:
    assert labels(form, number)[-1] == text


@pytest.mark.parametrize("form", ["bullet", "none"])
def test_dots_have_no_label(form: str) -> None:
    assert labels(form, 3) == []


def test_a_document_without_numbering_counts_from_one() -> None:
    numbering = numbering_of(None)

    label = numbering.next_label(ListPlace(number_id="9", level=0))

    assert label is not None
    assert (label.text, label.number, label.plain) == ("1.", 1, True)
