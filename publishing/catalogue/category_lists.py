"""Decide how the lists of content categories change (REQ-4); it keeps nothing.

Nothing is ever deleted: what is retired is offered no more, and the disclosures and
catalogue lines that name it keep their words, which people have signed.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from config.categories import POLICY_CATEGORY, CategoryLists as Shipped
from programme.document import Document
from publishing.errors import NotThere, Refused

CategoryName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)
]
_MOST: Final = 200


class Discloser(StrEnum):
    """Say whose list it is; these do not change."""

    DEPARTMENT = "department"
    """Departments, townships and the county."""
    VILLAGE = "village"
    """Villages and communities."""
    ENTERPRISE = "enterprise"


class Category(Document):
    """Be one category of a list."""

    name: CategoryName
    formerly: tuple[CategoryName, ...] = ()
    """What it was called before; disclosures of that time say so still."""
    retired: bool = False
    """Whether it is offered no more."""


Categories = Annotated[tuple[Category, ...], Field(max_length=_MOST)]


class CategoryLists(Document):
    """Be the categories of a county, by who discloses, in the order of the lists."""

    department: Categories = ()
    village: Categories = ()
    enterprise: Categories = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for whose in Discloser:
            names = [one.name for one in self.of(whose)]
            if len(set(names)) != len(names):
                msg = "同一份清单里类别写了两次"
                raise ValueError(msg)
        return self

    def of(self, whose: Discloser) -> tuple[Category, ...]:
        """Return one list, retired categories included."""
        found: tuple[Category, ...] = getattr(self, whose.value)
        return found

    def offered(self) -> tuple[str, ...]:
        """Return every category that is offered, once, in the order of the lists."""
        kept = (one for whose in Discloser for one in self.of(whose))
        return tuple(dict.fromkeys(one.name for one in kept if not one.retired))


def shipped_lists(shipped: Shipped) -> CategoryLists:
    """Return the lists of a county that has changed nothing yet."""
    return CategoryLists(
        department=tuple(Category(name=name) for name in shipped.department),
        village=tuple(Category(name=name) for name in shipped.village),
        enterprise=tuple(Category(name=name) for name in shipped.enterprise),
    )


def with_added(lists: CategoryLists, whose: Discloser, name: str) -> CategoryLists:
    """Return the lists with a category more, at the end of its list.

    Raises:
        Refused: The list has it already, or is full.
    """
    kept = lists.of(whose)
    made = Category(name=name)
    _check_free(kept, made.name)
    if len(kept) >= _MOST:
        message = f"一份清单最多 {_MOST} 个类别。请先改名合用。"
        raise Refused(message, code="too_many_categories")
    return _with(lists, whose, (*kept, made))


def with_renamed(
    lists: CategoryLists, whose: Discloser, name: str, to: str
) -> CategoryLists:
    """Return the lists with a category called otherwise from now on.

    Raises:
        NotThere: The list has no such category.
        Refused: The name is taken, is the one it has, or a rule knows the old one.
    """
    kept = lists.of(whose)
    at = _place(kept, name)
    _check_free_of_rules(name, "改名")
    made = Category(name=to)
    _check_free(kept, made.name)
    before = (one for one in (*kept[at].formerly, name) if one != made.name)
    renamed = kept[at].model_copy(update={"name": made.name, "formerly": tuple(before)})
    return _with(lists, whose, (*kept[:at], renamed, *kept[at + 1 :]))


def with_moved(
    lists: CategoryLists, whose: Discloser, name: str, *, by: int
) -> CategoryLists:
    """Return the lists with a category further up (less than 0) or down its list.

    Raises:
        NotThere: The list has no such category.
    """
    kept = list(lists.of(whose))
    at = _place(kept, name)
    moved = kept.pop(at)
    kept.insert(min(max(at + by, 0), len(kept)), moved)
    return _with(lists, whose, tuple(kept))


def with_retired(
    lists: CategoryLists, whose: Discloser, name: str, *, retired: bool
) -> CategoryLists:
    """Return the lists with a category offered no more, or offered again.

    Raises:
        NotThere: The list has no such category.
        Refused: A rule knows it by its name.
    """
    kept = lists.of(whose)
    at = _place(kept, name)
    if retired:
        _check_free_of_rules(name, "停用")
    changed = kept[at].model_copy(update={"retired": retired})
    return _with(lists, whose, (*kept[:at], changed, *kept[at + 1 :]))


def is_fixed(name: str) -> bool:
    """Say whether a rule knows a category by its name, so that it must stay."""
    return name == POLICY_CATEGORY


def _with(
    lists: CategoryLists, whose: Discloser, kept: tuple[Category, ...]
) -> CategoryLists:
    return lists.model_copy(update={whose.value: kept})


def _place(kept: Sequence[Category], name: str) -> int:
    for at, one in enumerate(kept):
        if one.name == name:
            return at
    raise NotThere(f"类别“{name}”")


def _check_free(kept: Sequence[Category], name: str) -> None:
    """Return only if a list has no category of this name.

    Raises:
        Refused: It has one; a retired one is offered again instead.
    """
    for one in kept:
        if one.name == name:
            cure = "它停用了，请恢复它" if one.retired else "请换一个名字"
            message = f"这份清单里已经有“{name}”。{cure}。"
            raise Refused(message, code="category_taken")


def _check_free_of_rules(name: str, what: str) -> None:
    """Return only if no rule knows a category by its name (REQ-14).

    Raises:
        Refused: One does; without it policy documents went out without explanation.
    """
    if is_fixed(name):
        message = f"“{name}”不能{what}：按这个名字要求写政策解读。可以另加一个类别。"
        raise Refused(message, code="category_of_a_rule")
