"""Make catalogue lines as they are typed; what a test does not say is ordinary."""

from datetime import date
from typing import Any

from programme.boards import Board
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.inheritance import Entry


def line_form(**changed: Any) -> EntryForm:  # noqa: ANN401 - any field
    """Return a village's monthly account, unless it is said otherwise."""
    values: dict[str, Any] = {
        "number": "1",
        "topic": "村级财务",
        "subtopic": "财务收支",
        "content": "当月收入、支出和结余",
        "basis": "《村民委员会组织法》第三十条",
        "body": "柳坞村村委会",
        "board": Board.FINANCE,
        "category": "村级财务",
        "mandate": "periodic",
        "special_rule": "village_finance",
        "frequency": Frequency.MONTHLY,
        "carriers": (Carrier.SCREEN, Carrier.PAPER_BOARD),
        "primary": Carrier.PAPER_BOARD,
        "valid_from": date(2026, 9, 1),
    }
    return EntryForm.model_validate(values | changed)


def entry(line: str = "l-1", unit: str = "v", **changed: Any) -> Entry:  # noqa: ANN401 - any field
    """Return a version of a line of a unit."""
    valid_to = changed.pop("valid_to", None)
    number = changed.pop("id", f"{line}-e")
    return Entry(
        id=number,
        line=line,
        unit=unit,
        form=line_form(**changed),
        valid_to=valid_to,
    )
