"""Read the shipped lists of content categories; nobody is bound to them (REQ-4)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from config.settings import Section

Category = Annotated[str, StringConstraints(min_length=1, max_length=60)]
POLICY_CATEGORY: Final = "政策文件"
"""The category of documents that go out with an explanation (REQ-14)."""

Categories = Annotated[tuple[Category, ...], Field(min_length=1, max_length=100)]


class CategoryLists(Section):
    """Be the usual categories by who discloses."""

    department: Categories
    """Departments, townships and the county."""
    village: Categories
    """Villages and communities."""
    enterprise: Categories

    def every(self) -> tuple[str, ...]:
        """Return every category once, in the order of the lists."""
        return tuple(dict.fromkeys((*self.department, *self.village, *self.enterprise)))


@cache
def shipped_categories() -> CategoryLists:
    """Return the lists that come with the product."""
    text = files("config").joinpath("categories.toml").read_text(encoding="utf-8")
    return CategoryLists.model_validate(tomllib.loads(text))
