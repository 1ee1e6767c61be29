"""Make files of service items, and a county that keeps one item with a code."""

import io
import json
from typing import Any

import openpyxl

from directory.model import ServiceItem
from publishing.catalogue.guide_sheets import GuidePreview
from publishing.catalogue.items import ServiceSheet
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET

CODE = "513A0161200000"


def xlsx(*rows: tuple[str, ...]) -> bytes:
    """Return a workbook of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def json_of(*items: dict[str, Any]) -> bytes:
    """Return a JSON file of these items."""
    return json.dumps({"items": items}, ensure_ascii=False).encode()


def keep_one(county: County) -> None:
    """Let the county's office keep one item."""
    item = SHEET["items"][0] | {"code": CODE}
    sheet = ServiceSheet.model_validate(SHEET | {"items": [item]})
    county.cases.service_items.take_in(county.people["publisher"], sheet)


def preview(county: County, data: bytes, filename: str = "a.xlsx") -> GuidePreview:
    """Show what a file would change."""
    publisher = county.people["publisher"]
    return county.cases.guide_sheets.preview(publisher, data=data, filename=filename)


def take(county: County, data: bytes, filename: str = "a.xlsx") -> GuidePreview:
    """Show what a file would change, and confirm it."""
    shown = preview(county, data, filename)
    county.cases.guide_sheets.confirm(county.people["publisher"])
    return shown


def items_of(county: County) -> tuple[ServiceItem, ...]:
    """Return what is kept."""
    return county.cases.service_items.listing(county.people["publisher"])
