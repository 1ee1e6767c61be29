import io

import docx
import pytest
from docx.shared import Inches

from media.imports.errors import (
    Damaged,
    DoctypeFound,
    EmptyDocument,
    SecrecyMark,
    TooManyPixels,
)
from programme.blocks import Paragraph
from tests.fakes.files import (
    member,
    picture,
    png_of_size,
    with_members,
    word_bytes,
    word_of,
)
from tests.fakes.word_bodies import Importer, with_body

BODY = "word/document.xml"


BOXED = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>"
    "<w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"
    "<w:txbxContent><w:p><w:r><w:t>重复</w:t></w:r></w:p></w:txbxContent>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_a_picture_that_cannot_be_opened_is_lost_and_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("图")
    document.add_picture(io.BytesIO(picture()), width=Inches(1))
    data = word_bytes(document)

    imported = read(with_members(data, {"word/media/image1.png": b"EMF"}), "a.docx")

    assert imported.report.lost == ("打不开的图片（多半是 EMF、WMF 格式）",)


def test_a_picture_bomb_inside_is_refused(read: Importer) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()), width=Inches(1))
    bomb = {"word/media/image1.png": png_of_size(13_000, 13_000)}

    with pytest.raises(TooManyPixels, match="13000×13000"):
        read(with_members(word_bytes(document), bomb), "a.docx")


@pytest.mark.parametrize(
    ("inner", "text", "said"),
    [
        (
            "<w:p><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>",
            "网址",
            "链接只留文字",
        ),
        (
            "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>",
            "新增",
            "修订中新增的文字当作正文",
        ),
        (
            "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
            "x=1",
            "公式改成文字",
        ),
        (
            BOXED,
            "框里",
            "文本框改成正文",
        ),
    ],
)
def test_what_is_simplified_keeps_its_text_and_is_said(
    read: Importer, inner: str, text: str, said: str
) -> None:
    imported = read(with_body(inner), "a.docx")

    assert imported.blocks == (Paragraph(text=text),)
    assert imported.report.simplified == (said,)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<w:object/>", "嵌入的对象"),
        ('<w:footnoteReference w:id="1"/>', "脚注"),
        ('<w:sym w:font="Wingdings" w:char="F04A"/>', "特殊符号字体里的符号"),
        ('<w:pict><v:imagedata r:link="rId77"/></w:pict>', "不在文件里的图片"),
        ('<w:drawing><a:blip r:embed="rId99"/></w:drawing>', "不在文件里的图片"),
    ],
)
def test_what_is_lost_is_said(read: Importer, inner: str, said: str) -> None:
    run = f"<w:p><w:r><w:t>留</w:t>{inner}</w:r></w:p>"

    imported = read(with_body(run), "a.docx")

    assert imported.blocks == (Paragraph(text="留"),)
    assert imported.report.lost == (said,)


def test_deleted_and_hidden_text_does_not_come_along(read: Importer) -> None:
    inner = (
        "<w:p><w:del><w:r><w:delText>删了</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>看得见</w:t></w:r></w:p>'
    )

    imported = read(with_body(inner), "a.docx")

    assert imported.blocks == (Paragraph(text="看得见"),)
    assert imported.report.lost == ("修订中已删除的文字", "隐藏的文字")


def test_macros_objects_and_page_heads_are_lost_and_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "清禾县人民政府"
    extra = {"word/vbaProject.bin": b"x", "word/embeddings/a.bin": b"x"}

    imported = read(with_members(word_bytes(document), extra), "a.docx")

    assert imported.report.lost == ("宏", "嵌入的文件", "页眉和页脚")


# REQ-19
def test_a_secrecy_mark_in_a_page_head_is_found(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("关于防汛的预案")
    document.sections[0].header.paragraphs[0].text = "机密★3年"

    with pytest.raises(SecrecyMark, match="涉密文件不得上传"):
        read(word_bytes(document), "a.docx")


def test_a_secrecy_mark_in_the_first_lines_is_found(read: Importer) -> None:
    with pytest.raises(SecrecyMark, match="内部资料"):
        read(word_of("内部资料　注意保存", "正文"), "a.docx")


def test_a_document_without_a_word_is_empty(read: Importer) -> None:
    with pytest.raises(EmptyDocument):
        read(word_of("", "  "), "a.docx")


# B5, B6
def test_an_external_entity_is_refused_and_nothing_is_read(read: Importer) -> None:
    data = word_of("标题")
    declaration = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    body = member(data, BODY).replace(b"?>", b"?>" + declaration, 1)

    with pytest.raises(DoctypeFound):
        read(with_members(data, {BODY: body}), "a.docx")


@pytest.mark.parametrize("part", [BODY, "[Content_Types].xml", "_rels/.rels"])
def test_a_broken_part_is_named_damaged(read: Importer, part: str) -> None:
    data = word_of("标题")
    broken = with_members(data, {part: member(data, part)[:-30]})

    with pytest.raises(Damaged, match="请用原来的软件"):
        read(broken, "a.docx")


def test_an_archive_that_is_no_word_file_is_damaged(read: Importer) -> None:
    with pytest.raises(Damaged, match="Word"):
        read(with_members(word_of("a"), {}, without=(BODY,)), "a.docx")
