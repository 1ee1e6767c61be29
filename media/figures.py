"""Read the figure of a table's cell, to the fen; pure, it adds nothing up."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "": Decimal(1),
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""How many yuan one of a unit is."""
_FIGURE = re.compile(
    r"(?P<sign>[-−–△▲]?)[¥￥]?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fen>\.\d+)?"
    r"(?P<unit>元|千元|万元|百万元|亿元)?"
)
_NOTHING = frozenset({"", "-", "--", "—", "——", "–", "−", "/", "无", "零"})
_BRACKETS = re.compile(r"\((.+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Be one figure as a cell writes it."""

    value: Decimal
    """In the unit that is written beside it, or in the table's own."""
    unit: str
    """The unit in the cell; empty: the table's."""
    places: int
    """Digits after the point."""
    blank: bool = False
    """The cell holds nothing or a dash, which counts as nothing."""


def amount_of(text: str) -> Amount | None:
    """Return the figure of a cell; none where the cell says something else."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _NOTHING:
        return Amount(value=Decimal(0), unit="", places=0, blank=True)
    inside = _BRACKETS.fullmatch(plain)
    found = _FIGURE.fullmatch(inside[1] if inside else plain)
    if found is None:
        return None
    digits = found["digits"].replace(",", "") + (found["fen"] or "")
    value = Decimal(digits)
    # Accounts write what is owed in brackets or with a triangle.
    if found["sign"] or inside:
        value = -value
    return Amount(
        value=value, unit=found["unit"] or "", places=len(found["fen"] or ".") - 1
    )


def written(value: Decimal, places: int) -> str:
    """Return a figure as a person reads it: thousands parted, so many places."""
    return f"{value:,.{places}f}"
