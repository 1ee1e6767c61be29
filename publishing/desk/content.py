"""Hold what a drafter says of a disclosure; check it as a whole before submission."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator

from media.pages.summary import LONGEST_POINT, MOST_POINTS
from media.pages.templates import Template
from programme.blocks import Block, PageImageBlock, images_of, text_of
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.document import Document, Identifier, Instant
from programme.hours import EVERY_WEEKDAY, OpenSpan, Weekday
from publishing.desk.screening import Kept
from publishing.desk.sums import ConfirmedSum
from publishing.desk.text import (
    check_link,
    check_not_secret,
    check_size,
    clean_line,
    clean_text,
    clean_value,
)
from publishing.errors import Refused

Words = Annotated[str, StringConstraints(max_length=120)]
Point = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_POINT)]
Identifiers = Annotated[tuple[Identifier, ...], Field(max_length=200)]


class DraftForm(Document):
    """Be what a drafter says; text is cleaned on the way in, times are UTC."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    board: Board
    category: Words
    kind_of_act: KindOfAct = KindOfAct.DISCLOSURE
    attribute: Attribute = Attribute.PROACTIVE
    audience: Audience = Audience.EVERYONE
    settled_on: date
    hung_since: date | None = None
    """Of a notice that hung before the product came: its first day."""
    mandate: Identifier
    """The name of a preset in `config/mandates.toml`."""
    earliest_start_at: Instant | None = None
    explicit_end_at: Instant | None = None
    groups: Identifiers
    weekdays: Annotated[tuple[Weekday, ...], Field(max_length=7)] = EVERY_WEEKDAY
    dayparts: Annotated[tuple[OpenSpan, ...], Field(max_length=12)] = ()
    objections_telephone: Words = ""
    qr_target: Annotated[str, StringConstraints(max_length=400)] = ""
    secrecy_basis: Annotated[str, StringConstraints(max_length=400)] = ""
    """The drafter's own check; the review is another person's (REQ-19)."""
    change_note: Annotated[str, StringConstraints(max_length=500)] = ""
    """What changed and why, where it replaces a version; it is signed with it."""
    policy_explanation: Annotated[str, StringConstraints(max_length=20_000)] = ""
    """Of a policy document: typed text, signed and shown with it (REQ-14)."""
    unexplained_because: Annotated[str, StringConstraints(max_length=400)] = ""
    """Why a policy document goes out without an explanation."""
    catalogue_entry: Identifier | None = None
    """The line of the unit's catalogue that it serves (REQ-3)."""
    period_starts_on: date | None = None
    """The first day of the period, where the line comes again and again."""
    kept_personal: Annotated[tuple[Kept, ...], Field(max_length=200)] = ()
    """Personal data that is not masked, each with its reason."""
    confirmed_sums: Annotated[tuple[ConfirmedSum, ...], Field(max_length=200)] = ()
    """Totals that are shown although they do not add up, each with its reason."""
    template: Template | None = None
    """How its pages are set; none: as fits what it holds."""
    summary_points: Annotated[tuple[Point, ...], Field(max_length=MOST_POINTS)] = ()
    """What the screens say of a disclosure too long for them; none: as proposed."""
    blocks: tuple[Block, ...] | None = None
    """The typed pieces; none given leaves those that are there."""

    @field_validator(
        "title",
        "category",
        "objections_telephone",
        "secrecy_basis",
        "change_note",
        "unexplained_because",
        mode="before",
    )
    @classmethod
    def _one_line(cls, value: object) -> object:
        return clean_line(value) if isinstance(value, str) else value

    @field_validator("policy_explanation", mode="before")
    @classmethod
    def _clean(cls, value: object) -> object:
        return clean_text(value) if isinstance(value, str) else value

    @field_validator("summary_points", mode="before")
    @classmethod
    def _one_line_each(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        lines = (clean_line(each) if isinstance(each, str) else each for each in value)
        return tuple(line for line in lines if line != "")

    @field_validator("blocks", mode="before")
    @classmethod
    def _cleaned(cls, value: object) -> object:
        return clean_value(value) if isinstance(value, list | tuple) else value

    def checked(self, link_hosts: frozenset[str]) -> Self:
        """Return the form with its link checked.

        Raises:
            LinkRefused: The link may not be used.
            Refused: The content is too long.
        """
        check_content(self.blocks or ())
        check_not_secret(self.policy_explanation.splitlines())
        link = check_link(self.qr_target, link_hosts)
        return self.model_copy(update={"qr_target": link})


class NewDraft(DraftForm):
    """Be a new disclosure of a unit."""

    unit: Identifier


def check_content(blocks: tuple[Block, ...]) -> None:
    """Return only if pieces are not too many or too long, and not secret.

    Raises:
        Refused: They are too many or too long.
        SecretFileRefused: Their head bears a secrecy mark.
    """
    texts = [text_of(block) for block in blocks]
    check_size(blocks, texts)
    check_not_secret(line for text in texts for line in text.splitlines())


def check_settled(form: DraftForm, *, today: date) -> None:
    """Return only if a matter is settled: its deadlines count from that day (REQ-7).

    Raises:
        Refused: The day is to come.
    """
    if form.settled_on > today:
        message = (
            "还不能提交：“事项确定之日”在今天以后，公开时限就算不出来。请核对日期。"
        )
        raise Refused(message, code="settled_in_future")


def check_complete(form: DraftForm, blocks: tuple[Block, ...]) -> None:
    """Return only if a draft may be submitted; every gap is told at once.

    Raises:
        Refused: Something is missing.
    """
    words = any(text_of(block).strip() for block in blocks)
    # Nobody who cannot see a scan may be left without its words (REQ-36).
    mute = any(
        isinstance(block, PageImageBlock) and not block.words.strip()
        for block in blocks
    )
    notice = form.kind_of_act is KindOfAct.PUBLIC_NOTICE
    gaps = {
        "还没有内容，请写几段或导入文件": not (words or images_of(blocks)),
        "扫描页还没有文字，请照着页面补写": mute,
        "还没有选在哪里展示，请选显示分组": not form.groups,
        "显示分组选重了": len(set(form.groups)) != len(form.groups),
        "还没有写保密自查的情况": not form.secrecy_basis,
        "公示要写提意见的电话": notice and not form.objections_telephone,
        "依申请公开、不予公开的不上屏，只存档": form.attribute
        is not Attribute.PROACTIVE,
        "展示的星期选重了": len(set(form.weekdays)) != len(form.weekdays),
    }
    found = [words_of_gap for words_of_gap, wrong in gaps.items() if wrong]
    if found:
        message = f"还不能提交：{'；'.join(found)}。"
        raise Refused(message, code="draft_incomplete")
