"""Tell what a file is from its name and first bytes; its inside is read elsewhere."""

from enum import StrEnum
from pathlib import PurePosixPath

from media.imports.errors import (
    Encrypted,
    OldFormat,
    UnsupportedType,
    WrongType,
)


class Kind(StrEnum):
    """Name the converter of a file; what was pasted comes as a file of its own kind."""

    WORD = "word"
    SHEET = "sheet"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    BMP = "bmp"
    TIFF = "tiff"
    TEXT = "text"
    MARKDOWN = "markdown"
    PASTED = "pasted"
    OFD = "ofd"


PICTURES = frozenset((Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.BMP, Kind.TIFF))

_EXTENSIONS = {
    ".docx": Kind.WORD,
    ".xlsx": Kind.SHEET,
    ".pdf": Kind.PDF,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".webp": Kind.WEBP,
    ".bmp": Kind.BMP,
    ".tif": Kind.TIFF,
    ".tiff": Kind.TIFF,
    ".txt": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".ofd": Kind.OFD,
    ".pasted": Kind.PASTED,
}
_OLD = {
    ".doc": "DOCX",
    ".docm": "DOCX",
    ".dot": "DOCX",
    ".wps": "DOCX",
    ".rtf": "DOCX",
    ".xls": "XLSX",
    ".xlsm": "XLSX",
    ".xlsb": "XLSX",
    ".et": "XLSX",
    ".csv": "XLSX",
}
_NAMES = {
    Kind.WORD: " Word 文档",
    Kind.SHEET: " Excel 表格",
    Kind.PDF: " PDF",
    Kind.PNG: " PNG 图片",
    Kind.JPEG: " JPG 图片",
    Kind.WEBP: " WebP 图片",
    Kind.BMP: " BMP 图片",
    Kind.TIFF: " TIFF 图片",
    Kind.TEXT: "文字",
    Kind.MARKDOWN: " Markdown 文字",
    Kind.PASTED: "粘贴的文字",
    Kind.OFD: " OFD 文档",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024
_MAGIC = {
    Kind.PNG: (b"\x89PNG\r\n\x1a\n",),
    Kind.JPEG: (b"\xff\xd8\xff",),
    Kind.BMP: (b"BM",),
    Kind.TIFF: (b"II*\x00", b"MM\x00*"),
    Kind.WORD: (b"PK\x03\x04",),
    Kind.SHEET: (b"PK\x03\x04",),
    Kind.OFD: (b"PK\x03\x04",),
}
_KNOWN = (
    (b"PK\x03\x04", "是压缩包或 Office 文档"),
    (_OLE, "是旧版 Office 文档"),
    (b"%PDF-", "是 PDF"),
    (b"\x89PNG", "是 PNG 图片"),
    (b"\xff\xd8\xff", "是 JPG 图片"),
    (b"GIF8", "是 GIF 图片"),
    (b"8BPS", "是 Photoshop 文件"),
    (b"SIMPLE  =", "是 FITS 数据"),
    (b"%!PS", "是 PostScript 文件"),
    (b"RIFF", "是 WebP 图片或音视频"),
    (b"MZ", "是程序"),
    (b"<", "是网页或 SVG"),
)


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind on which name and content agree.

    Raises:
        UnsupportedType: Files with such a name are not taken.
        OldFormat: It is to be saved in a newer format first.
        Encrypted: An Office file that is locked with a password.
        WrongType: The content is of another kind.
    """
    extension = PurePosixPath(name).suffix.lower()
    if extension in _OLD:
        raise OldFormat(extension=extension, wanted=_OLD[extension])
    kind = _EXTENSIONS.get(extension)
    if kind is None:
        raise UnsupportedType(extension=extension or "没有扩展名的")
    if _is(kind, data):
        return kind
    if kind in (Kind.WORD, Kind.SHEET) and data.startswith(_OLE):
        if _ENCRYPTED_OFFICE in data:
            raise Encrypted
        wanted = "DOCX" if kind is Kind.WORD else "XLSX"
        raise OldFormat(extension=extension, wanted=wanted)
    raise WrongType(extension=extension, expected=_NAMES[kind], found=_found(data))


def _is(kind: Kind, data: bytes) -> bool:
    if kind is Kind.PDF:
        return b"%PDF-" in data[:_PDF_WITHIN]
    if kind is Kind.WEBP:
        return data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if kind in {Kind.TEXT, Kind.MARKDOWN, Kind.PASTED}:
        return b"\x00" not in data or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.startswith(_MAGIC[kind])


def _found(data: bytes) -> str:
    head = data.lstrip()
    return next((name for magic, name in _KNOWN if head.startswith(magic)), "认不出")
