"""What county offices draw into Word files: boxes, words, heads and cut pictures."""

import io

import docx
import pytest
from docx.shared import Inches

from programme.blocks import Figure, text_of
from tests.fakes.files import member, picture, with_members, word_bytes
from tests.fakes.word_bodies import (
    BODY,
    RELATIONS,
    TYPES,
    Importer,
    paragraph,
    run,
    said,
    with_body,
)

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框里</w:t>"
    "</w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r>"
    "<w:t>框里</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
    "</w:r>"
)


def test_a_text_box_in_a_cell_is_read_once(read: Importer) -> None:
    cells = (
        f"<w:tc>{paragraph(run('格'), BOX)}</w:tc><w:tc>{paragraph(run('乙'))}</w:tc>"
    )

    found = said(read, with_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))

    assert found == ["格\n框里 乙"]


@pytest.mark.parametrize(
    ("inner", "text", "simplified"),
    [
        (
            (
                "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>旧字</w:t></mc:Fallback>"
                "</mc:AlternateContent>"
            ),
            "旧字",
            (),
        ),
        (
            (
                "<w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮"
                "</w:t></w:r></w:rubyBase></w:ruby>"
            ),
            "䶮（yǎn）",
            (),
        ),
        (
            '<w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict>',
            "艺术字",
            ("艺术字改成正文",),
        ),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:t>同意</w:t>', "✓同意", ()),
        ("<w:t>☑是☐否</w:t>", "✓是□否", ("方框里的勾和叉改成 ✓ 和 ×",)),
        ('<w:sym w:font="Wingdings" w:char="f0a8"/><w:t>不同意</w:t>', "□不同意", ()),
    ],
)
def test_words_that_are_drawn_come_along(
    read: Importer, inner: str, text: str, simplified: tuple[str, ...]
) -> None:
    imported = read(with_body(f"<w:p><w:r>{inner}</w:r></w:p>"), "a.docx")

    assert [text_of(b) for b in imported.blocks] == [text]
    assert imported.report.simplified == simplified
    assert imported.report.lost == ()


def test_tables_and_pictures_in_page_heads_are_lost_and_said(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("正文一句。")
    head = document.sections[0].header
    head.add_table(1, 1, Inches(3)).cell(0, 0).text = "××县财政局"
    head.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), Inches(1))

    imported = read(word_bytes(document), "a.docx")

    assert imported.report.lost == ("页眉和页脚", "页眉和页脚里的图片")
    assert [text_of(b) for b in imported.blocks] == ["正文一句。"]


# REQ-19
def test_what_was_cut_off_a_picture_in_word_never_comes_back(read: Importer) -> None:
    document = docx.Document()
    document.add_paragraph("图")
    document.add_picture(io.BytesIO(picture("PNG", (80, 40))), Inches(1))
    data = word_bytes(document)
    body = member(data, BODY).replace(
        b"<a:stretch>", b'<a:srcRect r="75000"/><a:stretch>'
    )
    older = with_body(
        '<w:p><w:r><w:pict><v:imagedata r:id="rId9" cropleft="32768f" croptop=".25"/>'
        "</w:pict></w:r></w:p>"
    )
    link = (
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/image" Target="media/x.png"/>'
        b"</Relationships>"
    )
    relations = member(older, RELATIONS).replace(b"</Relationships>", link)
    types = member(older, TYPES).replace(
        b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1
    )
    old = {RELATIONS: relations, TYPES: types, "word/media/x.png": picture()}

    new = read(with_members(data, {BODY: body}), "a.docx")
    older_one = read(with_members(older, old), "b.docx")

    sizes = [
        (block.width, block.height)
        for imported in (new, older_one)
        for block in imported.blocks
        if isinstance(block, Figure)
    ]
    assert sizes == [(20, 40), (20, 15)]
