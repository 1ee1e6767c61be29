"""Find the pictures that stand inside of cells, as WPS and new Excel put them there.

WPS writes a formula, DISPIMG, that names the picture; Excel writes an error and a
number that leads to it through four members (MS-XLSX, 2.3.11).
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from lxml.etree import _Element

from media.imports.archive import Archive
from media.imports.office_pictures import WHOLE, view_of
from media.imports.office_relations import relation_id, relations_of
from media.imports.parts_text import root_of
from media.imports.sheet_pictures import SheetPicture

_ASKED = re.compile(
    r'=?\s*(?:_xlfn\.)?DISPIMG\(\s*"([^"]{1,80})"\s*,\s*\d+\s*\)', re.IGNORECASE
)
_WPS, _METADATA = "xl/cellimages.xml", "xl/metadata.xml"
_VALUES = "xl/richData/rdrichvalue.xml"
_LINKS = "xl/richData/richValueRel.xml"
T = TypeVar("T")


class CellPictures:
    """Hold the pictures in cells of one workbook."""

    def __init__(self, archive: Archive) -> None:
        self._named = dict(_named(archive))
        self._numbered = dict(_numbered(archive))

    def asked_by(self, text: str) -> SheetPicture | None:
        """Return the picture that a formula shows, if it is one that does."""
        match = _ASKED.fullmatch(text.strip())
        return self._named.get(match[1]) if match else None

    def numbered(self, number: int) -> SheetPicture | None:
        """Return the picture to which a cell's number leads."""
        return self._numbered.get(number)


def asks_for_picture(text: str) -> bool:
    """Say whether a cell holds nothing but a formula that shows a picture."""
    return _ASKED.fullmatch(text.strip()) is not None


def _named(archive: Archive) -> Mapping[str, SheetPicture]:
    root = root_of(archive, _WPS)
    relations = relations_of(archive, _WPS)
    found: dict[str, SheetPicture] = {}
    for picture in () if root is None else root.iter("{*}pic"):
        name = picture.find("{*}nvPicPr/{*}cNvPr")
        blip = picture.find("{*}blipFill/{*}blip")
        if name is None or blip is None:
            continue
        relation = relations.get(relation_id(blip, "embed"))
        if relation is not None and relation.member:
            shown = SheetPicture(member=relation.member, view=view_of(blip))
            found[name.get("name", "")] = shown
    return found


def _numbered(archive: Archive) -> Mapping[int, SheetPicture]:
    """Return the pictures by the numbers that cells bear, from 1."""
    metadata = root_of(archive, _METADATA)
    values = root_of(archive, _VALUES)
    if metadata is None or values is None:
        return {}
    firsts = [one.findtext("{*}v") or "" for one in values.iter("{*}rv")]
    members = _members(archive)
    rich = [_digits(one, "i") for one in metadata.iter("{*}rvb")]
    found: dict[int, SheetPicture] = {}
    for number, mark in enumerate(metadata.iterfind("{*}valueMetadata/{*}bk"), start=1):
        record = mark.find("{*}rc")
        place = _at(rich, None if record is None else _digits(record, "v"))
        said = _at(firsts, place) or ""
        member = _at(members, int(said) if said.isdecimal() else None)
        if member:
            found[number] = SheetPicture(member=member, view=WHOLE)
    return found


def _members(archive: Archive) -> list[str]:
    """Return the members of pictures in the order in which values count them."""
    links, relations = root_of(archive, _LINKS), relations_of(archive, _LINKS)
    found: list[str] = []
    for link in () if links is None else links.iter("{*}rel"):
        relation = relations.get(relation_id(link, "id"))
        found.append((relation.member if relation else None) or "")
    return found


def _digits(element: _Element, name: str) -> int | None:
    said = element.get(name, "")
    return int(said) if said.isdecimal() and len(said) <= len("1048576") else None


def _at(values: Sequence[T], place: int | None) -> T | None:
    return values[place] if place is not None and place < len(values) else None
