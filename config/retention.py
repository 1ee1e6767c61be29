"""Read for how long what was disclosed is kept in the archive, by its category."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from config.categories import Category
from config.settings import Section


class Retention(StrEnum):
    """Say for how long something stays in the archive (保管期限).

    Permanent or for a term, which is usually 30 or 10 years: 《机关文件材料归档范围和
    文书档案保管期限规定》, 国家档案局令第 8 号, 2006.
    """

    PERMANENT = "permanent"
    THIRTY_YEARS = "30_years"
    TEN_YEARS = "10_years"

    @property
    def years(self) -> int | None:
        """Return the term in calendar years; None: for ever."""
        return _YEARS[self]


_YEARS: Mapping[Retention, int | None] = {
    Retention.PERMANENT: None,
    Retention.THIRTY_YEARS: 30,
    Retention.TEN_YEARS: 10,
}


class RetentionTable(Section):
    """Be the shipped classes; a line of the catalogue goes first."""

    basis: str
    """The rule that names the classes."""
    checked_on: date
    usual: Retention
    """Of a category that is not named."""
    categories: Mapping[Category, Retention]

    def of(self, category: str, own: Retention | None = None) -> Retention:
        """Return the class of a category, unless the catalogue's line has its own."""
        return own or self.categories.get(category, self.usual)


@cache
def shipped_retention() -> RetentionTable:
    """Return the table that comes with the product."""
    text = files("config").joinpath("retention.toml").read_text(encoding="utf-8")
    return RetentionTable.model_validate(tomllib.loads(text))
