from docx.oxml.ns import nsdecls

from programme.blocks import ListBlock, Paragraph, text_of
from tests.fakes.files import with_members
from tests.fakes.word_bodies import Importer, with_body


def _notes(kind: str, texts: dict[str, str]) -> bytes:
    entries = "".join(
        f'<w:{kind} w:id="{name}"><w:p><w:r><w:{kind}Ref/><w:t>{text}</w:t></w:r>'
        f"</w:p></w:{kind}>"
        for name, text in texts.items()
    )
    line = f'<w:{kind} w:id="-1" w:type="separator"><w:p/></w:{kind}>'
    return f"<w:{kind}s {nsdecls('w')}>{line}{entries}</w:{kind}s>".encode()


def _paragraph(text: str, kind: str, name: str) -> str:
    reference = f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{reference}</w:p>"


def test_a_footnote_follows_the_paragraph_that_refers_to_it(read: Importer) -> None:
    body = _paragraph("补助", "footnote", "7") + _paragraph("发放", "footnote", "5")
    notes = _notes("footnote", {"5": "按月。", "7": "见文件。", "9": "没用。"})

    imported = read(
        with_members(with_body(body), {"word/footnotes.xml": notes}), "a.docx"
    )

    assert imported.blocks == (
        Paragraph(text="补助［注1］"),
        Paragraph(text="［注1］见文件。"),
        Paragraph(text="发放［注2］"),
        Paragraph(text="［注2］按月。"),
    )
    assert imported.report.lost == ()
    assert imported.report.hidden[-1] == "没有用上的脚注或尾注：没用。"


def test_endnotes_follow_the_text_and_one_note_keeps_one_number(read: Importer) -> None:
    body = _paragraph("甲", "endnote", "2") + _paragraph("乙", "endnote", "2")
    notes = _notes("endnote", {"2": "来源。"})

    imported = read(
        with_members(with_body(body), {"word/endnotes.xml": notes}), "a.docx"
    )

    texts = [text_of(block) for block in imported.blocks]
    assert texts == ["甲［尾注1］", "乙［尾注1］", "［尾注1］来源。"]


def test_footnotes_of_a_list_or_a_table_stand_below_it(read: Importer) -> None:
    numbered = (
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    )
    entry = _paragraph("条", "footnote", "3").replace("<w:p>", f"<w:p>{numbered}", 1)
    cell = _paragraph("格", "footnote", "4")
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    notes = _notes("footnote", {"3": "丙。", "4": "丁。"})
    data = with_members(with_body(entry + entry + table), {"word/footnotes.xml": notes})

    imported = read(data, "a.docx")

    assert [text_of(block) for block in imported.blocks] == [
        "条［注1］\n条［注1］",
        "［注1］丙。",
        "格［注2］",
        "［注2］丁。",
    ]
    assert isinstance(imported.blocks[0], ListBlock)


def test_a_row_that_tracked_changes_took_out_stays_out_and_is_said(
    read: Importer,
) -> None:
    cell = "<w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
    kept = gone.replace("<w:trPr><w:del/></w:trPr>", "").replace("删", "留")

    imported = read(with_body(f"<w:tbl>{gone}{kept}</w:tbl>"), "a.docx")

    assert [text_of(block) for block in imported.blocks] == ["留"]
    assert imported.report.lost == ("修订中已删除的表格行",)
