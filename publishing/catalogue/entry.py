"""Hold what one line of the disclosure catalogue says, and judge it; pure.

Where lines are kept and whose they are is `entries`; which units owe an inherited one
is `inheritance` (REQ-3).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from config.mandates import Preset
from config.retention import Retention
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.carriers import Carrier
from programme.document import Document, Identifier
from programme.mandate import DayKind, Mandate
from programme.period import Frequency
from publishing.cleaning import clean_line
from publishing.tables.units import UnitLevel

_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100


class Facet(StrEnum):
    """Name the five opens (五公开, REQ-15)."""

    DECISION = "decision"
    EXECUTION = "execution"
    MANAGEMENT = "management"
    SERVICE = "service"
    RESULT = "result"


Short = Annotated[str, StringConstraints(max_length=120)]
Long = Annotated[str, StringConstraints(max_length=1000)]
Days = Annotated[int, Field(ge=1, le=400)]


class EntryForm(Document):
    """Be what one line says; text is cleaned on the way in."""

    number: Annotated[str, StringConstraints(max_length=20)] = ""
    """序号, as it is printed."""
    topic: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    """一级事项."""
    subtopic: Short = ""
    """二级事项."""
    content: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    """公开内容（要素）."""
    basis: Long = ""
    body: Short = ""
    """公开主体: who discloses, in words."""
    section: Short = ""
    """责任股室."""
    board: Board
    category: Short = ""
    facet: Facet | None = None
    retention: Retention | None = None
    """For how long it is kept in the archive; None: as its category."""
    kind_of_act: KindOfAct = KindOfAct.DISCLOSURE
    mandate: Identifier
    """A general rule of `config/mandates.toml`; it names the term."""
    special_rule: Identifier | None = None
    """A special rule of the same file, which goes first."""
    time_text: Short = ""
    """公开时限, as the catalogue says it."""
    within_days: Days | None = None
    """The line's own deadline, where it is another than the rule's."""
    within_kind: DayKind = DayKind.WORKING
    frequency: Frequency = Frequency.AS_NEEDED
    audience: Audience = Audience.EVERYONE
    audience_words: Short = ""
    """特定群体: which one."""
    carriers: Annotated[tuple[Carrier, ...], Field(max_length=len(Carrier))]
    primary: Carrier
    """The carrier whose record makes a day count (REQ-35)."""
    method: Attribute = Attribute.PROACTIVE
    levels: Annotated[tuple[UnitLevel, ...], Field(max_length=len(UnitLevel))] = ()
    """公开层级: 县级, 乡级."""
    inherited_by: UnitLevel | None = None
    """Below its owner, the units of this level owe it; they cannot remove it."""
    origin: Identifier | None = None
    """The inherited line that this one makes more exact."""
    position: Annotated[int, Field(ge=0, le=100_000)] = 0
    valid_from: date
    """The day from which it holds."""

    @field_validator("*", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return clean_line(value) if isinstance(value, str) else value

    @field_validator("carriers", "levels")
    @classmethod
    def _in_order(cls, value: tuple[StrEnum, ...]) -> tuple[StrEnum, ...]:
        """Return each once, in the order of their kind, so that equal is equal."""
        kinds = [*Carrier, *UnitLevel]
        return tuple(sorted(set(value), key=kinds.index))

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Refuse a line that contradicts itself.

        Raises:
            ValueError: Said of the first contradiction.
        """
        if self.primary not in self.carriers:
            message = "主载体不在公开渠道和载体里"
            raise ValueError(message)
        if self.method is Attribute.NOT_DISCLOSED:
            message = "目录里只写主动公开或依申请公开"
            raise ValueError(message)
        if self.audience is Audience.EVERYONE and self.audience_words:
            message = "给所有人看的，不用再写特定群体"
            raise ValueError(message)
        if not _EARLIEST_YEAR <= self.valid_from.year <= _LATEST_YEAR:
            message = f"生效日期要在 {_EARLIEST_YEAR} 年到 {_LATEST_YEAR} 年之间"
            raise ValueError(message)
        return self

    @property
    def name(self) -> str:
        """Return what people call the line: 二级事项, or else 一级事项."""
        return self.subtopic or self.topic

    @property
    def rule_name(self) -> str:
        """Return the name of the rule that applies: a special one goes first."""
        return self.special_rule or self.mandate


def faults_of(form: EntryForm, mandates: Mapping[str, Preset]) -> Iterator[str]:
    """Yield what in a line does not agree with the shipped rules."""
    general = mandates.get(form.mandate)
    if general is None or general.over:
        yield f"没有“{form.mandate}”这个公开时限"
    if general is not None and general.promotional:
        yield "宣传不是规定要公开的，目录里不能用"
    special = mandates.get(form.special_rule) if form.special_rule else None
    if form.special_rule and (special is None or not special.over):
        yield f"没有“{form.special_rule}”这条专门规定"
    if special is not None and special.over and special.over != form.mandate:
        yield "专门规定和公开时限不是一类"


def rule_of(form: EntryForm, mandates: Mapping[str, Preset]) -> Mandate:
    """Return the rule of a line, its own deadline in place of the general one.

    Raises:
        KeyError: The county's settings do not know the rule any more.
    """
    mandate = mandates[form.rule_name].rule_for(form.kind_of_act)
    if form.within_days is None or mandate.publish_by_day is not None:
        return mandate
    target = mandate.publish_target_days
    if form.within_kind is DayKind.CALENDAR:
        target = None
    elif target is not None:
        target = min(target, form.within_days)
    changed = {
        "publish_legal_days": form.within_days,
        "publish_legal_day_kind": form.within_kind,
        "publish_target_days": target,
    }
    return mandate.model_copy(update=changed)


_OFTEN = {
    Frequency.AS_NEEDED: 0,
    Frequency.ONCE: 1,
    Frequency.YEARLY: 2,
    Frequency.HALF_YEARLY: 3,
    Frequency.QUARTERLY: 4,
    Frequency.MONTHLY: 5,
}


def weaker_than(form: EntryForm, origin: EntryForm) -> Iterator[str]:
    """Yield in what a unit's own line falls short of the one it makes more exact.

    A village may add to what the county or the township mandates, never take away.
    """
    if _OFTEN[form.frequency] < _OFTEN[origin.frequency]:
        yield f"公开频次不能少于“{origin.frequency.label}”"
    if form.audience is not origin.audience:
        yield "公开对象要和上级的一样"
    if form.method is not origin.method:
        yield "公开方式要和上级的一样"
    if form.board is not origin.board:
        yield "板块要和上级的一样"
    if form.rule_name != origin.rule_name:
        yield "公开时限要和上级的一样"
    if origin.within_days is not None and (
        form.within_days is None or form.within_days > origin.within_days
    ):
        yield f"公开时限不能长于 {origin.within_days} 天"
    if not set(origin.carriers) <= set(form.carriers):
        yield "上级写明的载体一个也不能少"
