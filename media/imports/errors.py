"""Say why a file is not imported, and what to do; each kind has a stable code.

ImportRefused
├── not what we take     UnsupportedType, WrongType, NotASheet, OldFormat, TooLarge,
│                        EmptyDocument
├── not sound            Damaged, Encrypted, OfdHoldsMore
├── dangerous            ArchiveBomb, DoctypeFound
├── more than we take    TooManyPixels, TooManyRows, TooManyColumns, TooManyPages,
│                        PageTooLarge, PageNotThere, TooMuchText, LimitsExceeded
└── must not be here     SecrecyMark
"""

from collections.abc import Mapping
from typing import ClassVar

Fact = str | int


class ImportRefused(Exception):
    """Be the root of all refusals; the facts fill the sentence."""

    code: ClassVar[str] = "import_refused"
    sentence: ClassVar[str] = "这个文件不能导入。"

    def __init__(self, **facts: Fact) -> None:
        self.facts: Mapping[str, Fact] = facts
        super().__init__(self.sentence.format_map(facts))


class UnsupportedType(ImportRefused):
    """Say that files of this kind are not taken."""

    code = "unsupported_type"
    sentence = (
        "不收 {extension} 文件。请另存为 DOCX、XLSX、PDF，或用 PNG、JPG 图片再导入。"
    )


class WrongType(ImportRefused):
    """Say that the content is not what the name promises."""

    code = "wrong_type"
    sentence = (
        "文件名是 {extension}，里面不是{expected}（{found}）。请用原来的软件重新保存。"
    )


class NotASheet(ImportRefused):
    """Say that a table is wanted, whose columns mean something."""

    code = "not_a_sheet"
    sentence = "这里只收 XLSX 表格，不收 {extension} 文件。请另存为 XLSX 再导入。"


class OldFormat(ImportRefused):
    """Say that the file is of an old Office or may carry macros."""

    code = "old_format"
    sentence = (
        "不收 {extension} 文件（旧格式、带宏的格式或没有版式的数据）。"
        "请用 Office 或 WPS 打开，另存为 {wanted} 再导入。"
    )


class TooLarge(ImportRefused):
    """Say that the file has too many bytes."""

    code = "too_large"
    sentence = "文件有 {found} 字节，最多 {most} 字节。请压缩图片或分成几个文件。"


class EmptyDocument(ImportRefused):
    """Say that there is nothing in it."""

    code = "empty_document"
    sentence = "文件里没有内容。请检查是不是选错了文件。"


class Damaged(ImportRefused):
    """Say that the file cannot be read as what it is."""

    code = "damaged"
    sentence = (
        "文件打不开，可能损坏了（{reason}）。请用原来的软件打开，另存一份再导入。"
    )


class Encrypted(ImportRefused):
    """Say that the file is locked with a password."""

    code = "encrypted"
    sentence = "文件有密码。请先去掉密码，另存一份再导入。"


class OfdHoldsMore(ImportRefused):
    """Say that an OFD file holds no text and no picture that can be read."""

    code = "ofd_holds_more"
    sentence = (
        "这个 OFD 里没有读得出的文字和图片，可能全是矢量图、印章或特殊格式的图。"
        "请另存为 PDF 再上传。"
    )


class ArchiveBomb(ImportRefused):
    """Say that an Office file unpacks to more than it should."""

    code = "archive_bomb"
    sentence = (
        "文件解开后太大（{what} {found}，最多 {most}），不像正常文档。请重新另存一份。"
    )


class DoctypeFound(ImportRefused):
    """Say that an Office file holds a DOCTYPE, which none has in earnest."""

    code = "doctype_found"
    sentence = "文件里有不该有的声明（{member} 中的 DOCTYPE）。请用 Office 重新另存。"


class TooManyPixels(ImportRefused):
    """Say that a picture is too large."""

    code = "too_many_pixels"
    sentence = "图片有 {width}×{height} 像素，超过 {most} 像素。请缩小后再导入。"


class TooManyRows(ImportRefused):
    """Say that a sheet has too many rows."""

    code = "too_many_rows"
    sentence = "“{sheet}”有 {found} 行，最多 {most} 行。请分成几个文件再导入。"


class TooManyColumns(ImportRefused):
    """Say that a sheet has too many columns."""

    code = "too_many_columns"
    sentence = "“{sheet}”有 {found} 列，最多 {most} 列。请分成几个文件再导入。"


class TooManyPages(ImportRefused):
    """Say that a file has too many pages."""

    code = "too_many_pages"
    sentence = "文件有 {found} 页，最多 {most} 页。请分成几个文件再导入。"


class PageTooLarge(ImportRefused):
    """Say that a page is larger than any paper."""

    code = "page_too_large"
    sentence = "第 {page} 页的纸张太大（{width}×{height} 点）。请按 A4 或 A3 重新输出。"


class PageNotThere(ImportRefused):
    """Say that a page cannot be drawn because there is none."""

    code = "page_not_there"
    sentence = "原文件没有能画出来的第 {page} 页。请打开原文件看。"


class TooMuchText(ImportRefused):
    """Say that there is more text than can be published."""

    code = "too_much_text"
    sentence = "文件有 {found} 个字，最多 {most} 个字。请分成几个文件再导入。"


class LimitsExceeded(ImportRefused):
    """Say that reading took too long or too much memory."""

    code = "limits_exceeded"
    sentence = "读这个文件{what}，已停下。请简化内容或分成几个文件再导入。"


class SecrecyMark(ImportRefused):
    """Say that the file bears a secrecy mark (REQ-19)."""

    code = "secrecy_mark"
    sentence = (
        "文件上有“{mark}”标志。涉密文件不得上传，文件没有保存。请交保密部门处理。"
    )


REFUSALS: Mapping[str, type[ImportRefused]] = {
    kind.code: kind
    for kind in (
        UnsupportedType,
        WrongType,
        NotASheet,
        OldFormat,
        TooLarge,
        EmptyDocument,
        Damaged,
        Encrypted,
        OfdHoldsMore,
        ArchiveBomb,
        DoctypeFound,
        TooManyPixels,
        TooManyRows,
        TooManyColumns,
        TooManyPages,
        PageTooLarge,
        PageNotThere,
        TooMuchText,
        LimitsExceeded,
        SecrecyMark,
    )
}
