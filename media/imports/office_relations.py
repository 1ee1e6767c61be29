"""Say to which members of an Office file the ids in one of its members point."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.parts_text import root_of

_ID = "/relationships}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Be what one id points to."""

    kind: str
    """The last word of its type: image, drawing."""
    member: str | None
    """None: it lies outside of the file, and is never fetched."""


def relations_of(archive: Archive, part: str) -> Mapping[str, Relation]:
    """Return the relations of one member by their ids.

    Raises:
        Damaged: They cannot be read.
    """
    folder, name = posixpath.split(part)
    root = root_of(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        one.get("Id", ""): Relation(
            kind=one.get("Type", "").rpartition("/")[2],
            member=None if one.get("TargetMode") == "External" else _at(folder, one),
        )
        for one in (() if root is None else root)
        if isinstance(one.tag, str)
    }


def relation_id(element: _Element, name: str) -> str:
    """Return an attribute that is an id of a relation, or nothing."""
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if str(key).endswith(f"{_ID}{name}")
        ),
        "",
    )


def _at(folder: str, relation: _Element) -> str:
    target = relation.get("Target", "")
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")
