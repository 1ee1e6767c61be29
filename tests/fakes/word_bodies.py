"""Make Word files around a body."""

from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from media.imports.result import Imported
from tests.fakes.files import (
    word_bytes,
)

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
