from collections.abc import Callable

import pytest

from media.imports.errors import (
    Damaged,
    DoctypeFound,
    ImportRefused,
    OfdHoldsMore,
    SecrecyMark,
    TooManyPages,
)
from media.imports.result import Imported
from programme.blocks import Figure, PageImageBlock, Paragraph, Table, text_of
from tests.fakes.files import member, picture, with_members
from tests.fakes.ofd_files import ofd_of, text_object

Importer = Callable[[bytes, str], Imported]

IMAGE = '<ofd:ImageObject ID="8" Boundary="20 60 50 25" ResourceID="{}"/>'
LINE = '<ofd:PathObject ID="7" Boundary="20 40 100 1"/>'


def test_text_is_read_from_top_to_bottom_with_its_pictures(read: Importer) -> None:
    objects = (
        text_object(20, 60, "第二段，生僻字㛃𬭎䶮。"),
        text_object(60, 20, "清禾县公告", size=9),
        text_object(20, 40, "第一段。"),
        IMAGE.format(1),
    )

    imported = read(ofd_of(objects, media={"a.png": picture()}), "公告.ofd")

    assert imported.title == "清禾县公告"
    assert [block.kind for block in imported.blocks] == [
        "paragraph",
        "paragraph",
        "figure",
    ]
    assert imported.blocks[:2] == (
        Paragraph(text="第一段。"),
        Paragraph(text="第二段，生僻字㛃𬭎䶮。"),
    )
    assert isinstance(imported.blocks[2], Figure)
    assert imported.report.lost == ()
    assert [(part.label, part.blocks) for part in imported.parts] == [
        ("第 1 页", (0, 1, 2))
    ]


def test_letters_with_steps_of_their_own_stay_one_word(read: Importer) -> None:
    code = (
        '<ofd:TextObject ID="1" Boundary="20 20 100 5" Size="5"><ofd:TextCode X="0" '
        'Y="5" DeltaX="g 2 5.2 30 2.5">农林水48</ofd:TextCode></ofd:TextObject>'
    )

    imported = read(ofd_of((code,)), "a.ofd")

    assert text_of(imported.blocks[0]) == "农林水 48"


def test_figures_in_columns_become_a_table(read: Importer) -> None:
    rows = (
        ("项目", "上年", "本年"),
        ("教育", "1.00", "2.00"),
        ("道路", "3.00", "4.00"),
    )
    objects = [
        text_object(20 + 40 * column, 20 + 10 * row, words)
        for row, texts in enumerate(rows)
        for column, words in enumerate(texts)
    ]

    table = read(ofd_of(objects), "a.ofd").blocks[0]

    assert isinstance(table, Table)
    assert table.numeric_columns == (1, 2)


def test_a_page_that_is_a_picture_needs_its_words(read: Importer) -> None:
    imported = read(ofd_of((IMAGE.format(1),), media={"a.png": picture()}), "a.ofd")

    assert isinstance(imported.blocks[0], PageImageBlock)
    assert imported.report.unread != ()


TEXT = text_object(20, 20, "正文。")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ofd_of((TEXT, LINE)), "表格线和矢量图"),
        (ofd_of((TEXT, "<ofd:CompositeObject/>")), "组合图形"),
        (ofd_of((TEXT, IMAGE.format(5))), "找不到的图片"),
        (ofd_of((TEXT, IMAGE.format(1)), media={"a.jb2": b"jb"}), "JBIG2"),
        (ofd_of((TEXT,), body="<ofd:Signatures>S.xml</ofd:Signatures>"), "签名和印章"),
        (ofd_of((TEXT,), document="<ofd:Annotations/>"), "注释"),
    ],
)
def test_what_is_more_than_text_and_pictures_asks_for_a_pdf(
    read: Importer, data: bytes, said: str
) -> None:
    imported = read(data, "a.ofd")

    assert imported.blocks == (Paragraph(text="正文。"),)
    assert len(imported.report.lost) == 1
    assert said in imported.report.lost[0]
    assert "请另存为 PDF 再上传" in imported.report.lost[0]


def test_a_file_of_drawings_alone_is_refused_and_asks_for_a_pdf(read: Importer) -> None:
    with pytest.raises(OfdHoldsMore, match="请另存为 PDF 再上传"):
        read(ofd_of((LINE,)), "a.ofd")


def test_the_author_in_its_properties_is_not_published(read: Importer) -> None:
    data = ofd_of(
        (text_object(20, 20, "正文。"),), info="<ofd:Author>某甲</ofd:Author>"
    )

    imported = read(data, "a.ofd")

    assert imported.report.hidden == ("文件属性里的作者：某甲",)
    assert "某甲" not in imported.title + text_of(imported.blocks[0])


def test_a_secrecy_mark_on_a_page_is_found(read: Importer) -> None:
    """REQ-19."""
    objects = (text_object(20, 20, "机密★1年"), text_object(20, 40, "正文。"))

    with pytest.raises(SecrecyMark, match="涉密文件不得上传"):
        read(ofd_of(objects), "a.ofd")


PAGE = "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        (PAGE, b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', DoctypeFound),
        (PAGE, b"<x>", Damaged),
        (
            "OFD.xml",
            b"<x><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></x>",
            Damaged,
        ),
        (
            "Doc_0/Document.xml",
            b"<d><Pages>" + b"<Page/>" * 501 + b"</Pages></d>",
            TooManyPages,
        ),
    ],
)
def test_files_that_break_the_rules_are_refused(
    read: Importer, name: str, content: bytes, refusal: type[ImportRefused]
) -> None:
    data = ofd_of((text_object(20, 20, "正文。"),))

    with pytest.raises(refusal, match="请"):
        read(with_members(data, {name: content}), "a.ofd")

    assert member(data, name)


@pytest.mark.parametrize(
    "told",
    ['CTM="1 0 0"', 'CTM="nan inf 0 1 0 0"', 'Boundary="x"', 'Size="1e99"'],
)
def test_numbers_that_make_no_sense_are_left_out(read: Importer, told: str) -> None:
    code = (
        f"<ofd:TextObject {told}><ofd:TextCode X='x' Y='9e9'>字"
        "</ofd:TextCode></ofd:TextObject>"
    )

    assert read(ofd_of((code,)), "a.ofd").blocks == (Paragraph(text="字"),)
