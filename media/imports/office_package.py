"""Make an Office file plain enough for the libraries that read it; nothing is judged.

Programs of several makers leave behind what those libraries stumble over: relations to
members that are not there, the stricter name spaces of ISO/IEC 29500, the content type
of a file with macros. What they point to is lost either way, and said elsewhere.
"""

import io
import posixpath
import re
import zipfile

from lxml.etree import LxmlError, _Element, fromstring, tostring

from media.imports.archive import Archive
from media.imports.errors import Damaged

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_PLAIN = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_TYPES = "[Content_Types].xml"
_READ_AS_XML = (".xml", ".rels", ".vml")
_OTHERS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_WORD = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)


def plain_package(archive: Archive) -> Archive:
    """Return an archive in which every relation leads somewhere.

    Raises:
        Damaged: The relations of a member are no XML.
    """
    members = {name: _plain(archive.read(name) or b"", name) for name in archive.names}
    relations = {
        name: _leading_somewhere(data, name, members)
        for name, data in members.items()
        if name.endswith(".rels")
    }
    return Archive(members | relations)


def packed(archive: Archive) -> bytes:
    """Return an archive as a file that is packed no further."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name in archive.names:
            package.writestr(name, archive.read(name) or b"")
    return file.getvalue()


def _plain(data: bytes, name: str) -> bytes:
    if not name.lower().endswith(_READ_AS_XML):
        return data
    plain = _STRICT.sub(_PLAIN, data)
    if name == _TYPES:
        for other in _OTHERS:
            plain = plain.replace(other, _WORD)
    return plain


def _leading_somewhere(data: bytes, name: str, members: dict[str, bytes]) -> bytes:
    """Return relations without those that lead to members that are not there."""
    try:
        root: _Element = fromstring(data)
    except (LxmlError, ValueError) as error:
        raise Damaged(reason=f"{name[:60]} 读不懂") from error
    folder = posixpath.dirname(posixpath.dirname(name))
    lost = [one for one in root if not _leads(one, folder, members)]
    for relation in lost:
        root.remove(relation)
    return bytes(tostring(root)) if lost else data


def _leads(relation: _Element, folder: str, members: dict[str, bytes]) -> bool:
    if relation.get("TargetMode") == "External":
        return True
    target = relation.get("Target", "").partition("#")[0]
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/") in members
