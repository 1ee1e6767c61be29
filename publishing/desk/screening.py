"""Screen a version for personal data before it is signed; pure.

What is found is masked by default. Something is kept only with its reason, and columns
of a list of persons are dropped whatever anybody says (REQ-22). What a picture shows
cannot be masked here: it is named, and a person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import StringConstraints

from programme.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
)
from programme.document import Document
from publishing.desk.person_lists import (
    dropped_columns,
    heads_of,
    lists_offices,
    names_persons,
    without_columns,
)
from publishing.desk.personal import (
    KIND_WORDS,
    Found,
    PersonalKind,
    find_personal,
)
from publishing.desk.reasons import OneLine, Reason
from publishing.desk.relief_lists import left_out, names_relief
from publishing.desk.text import clean_line
from publishing.errors import Refused

_OF_OFFICES = frozenset({PersonalKind.LANDLINE})
"""What a directory of offices shows is no person's."""

_NOTHING_LEFT = "（这张表里的内容按规定不公开。）"


class Kept(Document):
    """Be personal data that is shown as it is, and why."""

    text: Annotated[OneLine, StringConstraints(min_length=1, max_length=80)]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Be one piece of personal data, however often it stands in a version."""

    kind: PersonalKind
    text: str
    masked: str
    count: int
    in_picture: bool
    """A picture shows it too, and pictures are not masked."""
    reason: str
    """Why it is kept; empty: it is masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Be columns of a list of persons that are left out."""

    name: str
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """Be a version as it is set and signed, and what was done to it."""

    revision: Revision
    findings: tuple[Finding, ...]
    dropped: tuple[Dropped, ...]
    names_relief: bool = False
    """A list of persons who get relief: it hangs in their own village only."""
    lists_persons: bool = False
    """A list of persons: a village's own hangs in that village only."""

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """Return what a picture shows and nobody has given a reason for."""
        return tuple(one for one in self.findings if one.in_picture and not one.reason)


def screened(
    revision: Revision,
    *,
    kept: Iterable[Kept] = (),
    official: frozenset[str] = frozenset(),
) -> Screened:
    """Return a version whose personal data is masked, with what was found.

    Args:
        revision: The version as it was drafted; it stays as it is.
        kept: What is shown in spite of being personal, each with its reason.
        official: Digits of telephone numbers that offices have made public.
    """
    screen = _Screen(
        title=revision.title,
        reasons={each.text: each.reason for each in kept},
        official=official,
    )
    blocks = tuple(screen.block(block) for block in revision.blocks)
    clean = revision.model_copy(
        update={
            "title": screen.text(revision.title),
            "blocks": blocks,
            "source_name": screen.text(revision.source_name),
        }
    )
    tables = [block for block in revision.blocks if isinstance(block, Table)]
    return Screened(
        revision=clean,
        findings=tuple(screen.findings.values()),
        dropped=tuple(
            Dropped(name=name, columns=count) for name, count in screen.dropped.items()
        ),
        names_relief=any(names_relief(table, revision.title) for table in tables),
        lists_persons=any(names_persons(heads_of(table)) for table in tables),
    )


def check_pictures(screened: Screened) -> None:
    """Return only if no picture shows personal data that nobody answers for.

    Raises:
        Refused: One does.
    """
    if screened.undecided:
        named = "、".join(
            f"{KIND_WORDS[one.kind]} {one.text}" for one in screened.undecided
        )
        message = (
            f"图片上看得见个人信息，系统遮不住：{named}。"
            "请在原图上遮住，再重新导入；确需公开的，写明保留的理由。"
        )
        raise Refused(message, code="personal_data_in_picture")


@dataclass(slots=True, kw_only=True)
class _Screen:
    """Go through the texts of a version and note what is found."""

    title: str
    reasons: Mapping[str, str]
    official: frozenset[str]
    findings: dict[str, Finding] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)

    def text(
        self,
        text: str,
        *,
        in_picture: bool = False,
        public: frozenset[PersonalKind] = frozenset(),
    ) -> str:
        parts, done = [], 0
        for found in find_personal(text, official=self.official, public=public):
            kept = self._note(found, in_picture=in_picture)
            parts += [text[done : found.start], found.text if kept else found.masked]
            done = found.end
        return "".join([*parts, text[done:]])

    def block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, ListBlock):
            entries = tuple(self.text(entry) for entry in block.entries)
            return block.model_copy(update={"entries": entries})
        if isinstance(block, Figure | PageImageBlock):
            return self._picture(block)
        return self._line(block)

    def _line(self, block: Heading | Paragraph) -> Block:
        return block.model_copy(update={"text": self.text(block.text)})

    def _picture(self, block: Figure | PageImageBlock) -> Block:
        # The picture still shows what its words no longer say: never silently.
        changed = {"words": self.text(block.words, in_picture=True)}
        if isinstance(block, Figure):
            changed["caption"] = self.text(block.caption)
        return block.model_copy(update=changed)

    def _table(self, table: Table) -> Block:
        columns = left_out(table, self.title) | dropped_columns(table)
        for name in columns.values():
            self.dropped[name] = self.dropped.get(name, 0) + 1
        left = without_columns(table, columns) if columns else table
        if not any(left.rows):
            return Paragraph(text=_NOTHING_LEFT)
        public = _OF_OFFICES if lists_offices(left) else frozenset()
        rows = tuple(
            tuple(
                cell.model_copy(update={"text": self.text(cell.text, public=public)})
                for cell in row
            )
            for row in left.rows
        )
        caption = self.text(left.caption)
        return left.model_copy(update={"caption": caption, "rows": rows})

    def _note(self, found: Found, *, in_picture: bool) -> bool:
        """Count something found; say whether it is kept."""
        reason = self.reasons.get(clean_line(found.text), "")
        before = self.findings.get(found.text)
        self.findings[found.text] = Finding(
            kind=found.kind,
            text=found.text,
            masked=found.masked,
            count=1 + (before.count if before else 0),
            in_picture=in_picture or (before is not None and before.in_picture),
            reason=reason,
        )
        return bool(reason)
