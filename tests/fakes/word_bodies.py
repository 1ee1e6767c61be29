"""Make Word files around a body."""

from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from media.imports.result import Imported
from programme.blocks import text_of
from tests.fakes.files import word_bytes

Importer = Callable[[bytes, str], Imported]


def with_body(inner: str) -> bytes:
    """Return a Word file whose body is this XML."""
    document = docx.Document()
    body = document.element.body
    body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>标题</w:t></w:r></w:p>"))
    place = parse_xml(
        f"<w:sdt {nsdecls('w', 'r', 'm', 'a')} "
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )
    body.insert(1, place)
    return word_bytes(document)


RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
BODY = "word/document.xml"


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def said(read: Importer, data: bytes) -> list[str]:
    return [text_of(block) for block in read(data, "a.docx").blocks]
