"""Blocks as elements with their meaning: headings in order, scopes, words (REQ-36)."""

from xml.etree.ElementTree import Element

from programme.blocks import (
    AssetRef,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from publishing.feeds.blocks import elements_of, split_policy
from publishing.feeds.markup import el, to_html

PICTURE = AssetRef(sha256="ab" * 32, length=9)


def made(*blocks: Block) -> Element:
    parts = elements_of(blocks, lambda ref: f"../files/{ref.sha256}.png", below=1)
    return el("article", *parts)


def test_no_heading_skips_a_level() -> None:
    found = made(
        Heading(level=3, text="甲"),
        Heading(level=1, text="乙"),
        Heading(level=2, text="丙"),
        Heading(level=3, text="丁"),
    )

    assert [one.tag for one in found] == ["h2", "h2", "h3", "h4"]


# REQ-36
def test_every_head_of_a_table_names_its_scope() -> None:
    table = Table(
        caption="收支",
        unit_note="元",
        header_rows=2,
        numeric_columns=(1, 2),
        total_rows=(3,),
        rows=(
            (Cell(text="项目", rowspan=2), Cell(text="金额", colspan=2)),
            (Cell(text="收入"), Cell(text="支出")),
            (Cell(text="水费"), Cell(text="1.00"), Cell(text="2.00")),
            (Cell(text="合计"), Cell(text="1.00"), Cell(text="2.00")),
        ),
    )

    found = made(table)

    heads = [(one.text, one.get("scope")) for one in found.iter("th")]
    assert heads == [
        ("项目", "col"),
        ("金额", "colgroup"),
        ("收入", "col"),
        ("支出", "col"),
        ("水费", "row"),
        ("合计", "row"),
    ]
    numbers = [one.text for one in found.iter("td") if one.get("class") == "num"]
    assert numbers == ["1.00", "2.00", "1.00", "2.00"]
    assert [one.get("class") for one in found.iter("tr")][-1] == "total"
    caption = found.find(".//caption")
    assert caption is not None
    assert caption.text == "收支"


def test_a_table_without_a_head_has_none() -> None:
    table = Table(header_rows=0, rows=((Cell(text=""), Cell(text="1")),))

    found = made(table)

    assert found.find(".//thead") is None
    assert found.find(".//caption") is None
    assert [one.tag for one in found.iter("td")] == ["td", "td"]


# REQ-36
def test_every_picture_has_its_words() -> None:
    scan = PageImageBlock(image=PICTURE, width=9, height=9, words="扫描\n两行")
    figure = Figure(image=PICTURE, width=9, height=9, caption="路口")
    mute = Figure(image=PICTURE, width=9, height=9)

    found = made(scan, figure, mute)

    assert [one.get("alt") for one in found.iter("img")] == [
        "扫描\n两行",
        "路口",
        "图片，没有文字说明",
    ]
    details = found.find(".//details")
    assert details is not None
    assert [one.text for one in details.iter("p")] == ["扫描", "两行"]


def test_lists_and_lines_stay_what_they_are() -> None:
    found = made(
        Paragraph(text="一\n二"),
        ListBlock(ordered=True, entries=("甲",)),
        ListBlock(ordered=False, entries=("乙",)),
    )

    assert to_html(found).decode().splitlines()[1] == (
        "<article><p>一</p><p>二</p><ol><li>甲</li></ol><ul><li>乙</li></ul></article>"
    )


# REQ-14
def test_the_policy_explanation_stands_beside_its_document() -> None:
    document = (Paragraph(text="办法"), Heading(level=2, text="政策解读"))
    explanation = (Paragraph(text="谁能用"),)

    assert split_policy(
        (*document, Heading(level=1, text="政策解读"), *explanation)
    ) == (
        document,
        explanation,
    )
    assert split_policy(document) == (document, ())
