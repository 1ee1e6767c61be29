"""Take the page's records in: check each, store it once, say which are stored."""

import logging
from collections.abc import Mapping, Sequence
from typing import Annotated, Protocol

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from programme.document import Document
from programme.glass import GlassCheck
from programme.records import (
    GoneReceipt,
    OverrideShown,
    PlainShown,
    PlayRecord,
    SlideFault,
)
from sync_agent.outbox import OutboxOverfull, RecordsHeld, Submission

MOST_POSTED = 500
"""Records in one post."""

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]
_log = logging.getLogger(__name__)


class Posted(Document):
    """Be one record with the id that the page gave it."""

    id: ClientId
    record: Annotated[
        PlayRecord | PlainShown | SlideFault | GlassCheck | GoneReceipt | OverrideShown,
        Field(discriminator="kind"),
    ]


class Taken(Document):
    """Answer which records the page may forget."""

    stored: tuple[str, ...]
    refused: tuple[str, ...]
    """No records at all; sending them again would change nothing."""


class RecordSink(Protocol):
    """Be the writing end of the player's chain."""

    def append_all(self, submissions: Sequence[Submission]) -> dict[str, int]:
        """Store records in one commit; a known client id is stored already."""
        ...


class PostMalformed(Exception):
    """Say that a post is no list of records with ids."""

    code = "records_malformed"

    def __init__(self) -> None:
        super().__init__("送来的不是记录列表。请重新打开屏幕页面。")


class Intake:
    """Store posted records in the outbox; what is not on disk is not confirmed."""

    def __init__(self, sink: RecordSink) -> None:
        self._sink = sink

    def take(self, body: bytes) -> Taken:
        """Store the records of one post and say which ids are settled.

        Raises:
            PostMalformed: The body is no list of members with ids.
            RecordsHeld: The disk refuses for now; the page keeps its records.
            OutboxOverfull: The memory is full as well; the page keeps its records.
        """
        good, refused = _sorted(_members(body))
        if good:
            try:
                self._sink.append_all(
                    [Submission(client_id=one.id, record=one.record) for one in good]
                )
            except (RecordsHeld, OutboxOverfull) as error:
                _log.warning("records are not on disk: %s", error)
                raise
        return Taken(stored=tuple(one.id for one in good), refused=tuple(refused))


_LIST: TypeAdapter[list[dict[str, object]]] = TypeAdapter(
    Annotated[list[dict[str, object]], Field(max_length=MOST_POSTED)]
)


def _members(body: bytes) -> list[dict[str, object]]:
    try:
        members = _LIST.validate_json(body)
    except ValidationError as error:
        raise PostMalformed from error
    if not all(isinstance(member.get("id"), str) for member in members):
        raise PostMalformed
    return members


def _sorted(
    members: Sequence[Mapping[str, object]],
) -> tuple[list[Posted], list[str]]:
    good: list[Posted] = []
    refused: list[str] = []
    for member in members:
        try:
            good.append(Posted.model_validate(member))
        except ValidationError as error:
            _log.warning("record %s is refused: %s", member["id"], error)
            refused.append(str(member["id"]))
    return good, refused
