"""Read catalogue sheets as the desk reads them."""

from datetime import date

from media.imports.cells import workbook_cells
from programme.boards import Board
from publishing.catalogue.sheet_reading import (
    ReadSheet,
    read_catalogue,
)
from publishing.catalogue.sheet_values import Defaults
from tests.fakes.catalogue_sheets import (
    MANDATES,
)

DEFAULTS = Defaults(board=Board.GOV, valid_from=date(2026, 11, 28))


def read(data: bytes) -> ReadSheet:
    return read_catalogue(workbook_cells(data, "目录.xlsx"), MANDATES, DEFAULTS)
