"""Read the texts of one member of an Office file, paragraph by paragraph."""

import io
from collections.abc import Iterator

from lxml.etree import LxmlError, _Element, parse

from media.imports.archive import Archive
from media.imports.errors import Damaged


def root_of(archive: Archive, name: str) -> _Element | None:
    """Return the root of a member; None where it is absent.

    Raises:
        Damaged: It is no XML.
    """
    data = archive.read(name)
    if data is None:
        return None
    try:
        # The archive was searched for declarations: no entity can stand in it.
        root: _Element = parse(io.BytesIO(data)).getroot()
    except (LxmlError, OSError, ValueError) as error:
        raise Damaged(reason=f"{name[:60]} 读不懂") from error
    return root


def lines_in(element: _Element, paragraph: str, *texts: str) -> Iterator[str]:
    """Yield the text of each paragraph that holds any, its own runs alone."""
    for each in element.iter(f"{{*}}{paragraph}"):
        own = [
            run.text or ""
            for text in texts
            for run in each.iter(f"{{*}}{text}")
            if next(run.iterancestors(f"{{*}}{paragraph}"), None) is each
        ]
        line = "".join(own).strip()
        if line:
            yield line


def local(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
