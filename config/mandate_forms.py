"""Describe the form of the file of mandates; what follows from it is not said here."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from programme.boards import Term
from programme.document import Document, Identifier
from programme.mandate import DayKind, Days, EndRule, Shortfall
from programme.period import Frequency

Words = Annotated[str, StringConstraints(min_length=1, max_length=400)]

_REASONS = {
    "extra_forbidden": "没有这一项，请检查拼写",
    "missing": "没有填",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "enum": "不在可选的值里",
    "literal_error": "不在可选的值里",
    "string_too_short": "没有填",
    "too_short": "一条也没有",
}


class PresetForm(Document):
    """Be one general rule as the file writes it."""

    name: Identifier
    label: Words
    term: Term
    publish_target_days: Days | None = None
    publish_legal_days: Days | None = None
    show_at_least_days: Days | None = None
    show_day_kind: DayKind = DayKind.WORKING
    shortfall: Shortfall | None = None
    """None: the kind of act decides."""
    frequency: Frequency | None = None
    needs_end: bool
    promotional: bool = False
    """Whether nothing demands it (宣传): it names no days and no deadline."""
    basis: Words
    basis_checked_on: date

    @model_validator(mode="after")
    def _promotes(self) -> Self:
        """Refuse a promotion that demands something.

        Raises:
            ValueError: It does.
        """
        demands = (
            self.publish_target_days,
            self.publish_legal_days,
            self.show_at_least_days,
            self.frequency,
        )
        if self.promotional and any(one is not None for one in demands):
            message = "宣传没有规定的天数、时限和期次，请去掉"
            raise ValueError(message)
        if self.promotional and self.shortfall is not Shortfall.TOLERATE:
            message = '宣传缺了不补，请写 shortfall = "tolerate"'
            raise ValueError(message)
        return self


class SpecialForm(Document):
    """Be one special rule: what it says goes before the general rule."""

    name: Identifier
    label: Words
    over: Identifier
    """The general rule that says the rest."""
    without: tuple[
        Literal["publish_target_days", "publish_legal_days", "show_at_least_days"], ...
    ] = ()
    """What the general rule says and this one does not."""
    publish_target_days: Days | None = None
    publish_legal_days: Days | None = None
    publish_legal_day_kind: DayKind = DayKind.WORKING
    publish_by_day: Annotated[int, Field(ge=1, le=28)] | None = None
    show_at_least_days: Days | None = None
    show_day_kind: DayKind = DayKind.WORKING
    end_rule: EndRule = EndRule.ANY_DAY
    shortfall: Shortfall | None = None
    frequency: Frequency | None = None
    counts_from: Words
    """The day from which its deadlines are counted, in words."""
    basis: Words
    basis_checked_on: date


class FileForm(Document):
    """Be the whole file; a name stands once."""

    mandate: tuple[PresetForm, ...] = Field(min_length=1)
    special_rule: tuple[SpecialForm, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        rules: tuple[PresetForm | SpecialForm, ...] = (
            *self.mandate,
            *self.special_rule,
        )
        names = [rule.name for rule in rules]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            msg = f"这些名字写了两次：{'、'.join(twice)}"
            raise ValueError(msg)
        return self


def faults_of(error: ValidationError) -> tuple[str, ...]:
    """Return every mistake with its place: which rule of the file, which field."""
    return tuple(_fault(dict(fault)) for fault in error.errors())


def _fault(fault: dict[str, object]) -> str:
    place = _place(fault["loc"])
    kind = str(fault["type"])
    context = fault.get("ctx")
    if kind == "value_error" and isinstance(context, dict):
        words = str(context["error"])
    else:
        words = _REASONS.get(kind, f"写法不对（{kind}）")
    return f"{place}：{words}" if place else words


def _place(loc: object) -> str:
    """Return where a mistake is: 第 3 条 special_rule 的 basis."""
    if not isinstance(loc, tuple):
        return ""
    parts: list[str] = []
    for part in loc:
        if isinstance(part, int):
            parts[-1:] = [f"第 {part + 1} 条 {parts[-1]}"]
        else:
            parts.append(str(part))
    return " 的 ".join(parts)
