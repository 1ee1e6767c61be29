"""Say what is true of every version at a desk, whoever did what in whatever order."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from programme.approval import Approval
from programme.manifest import Manifest
from publishing.desk.chain_rows import chain_in_force
from publishing.desk.rows import decisions_of
from publishing.tables.disclosures import Draft, DraftState, ManifestRow
from publishing.tables.schedule import GroupEntry

PUBLISHED = {DraftState.APPROVED, DraftState.WITHDRAWN, DraftState.SUPERSEDED}


def is_replaced(entry: GroupEntry, entries: Sequence[GroupEntry]) -> bool:
    """Say whether a newer version hangs where this one came down, without a gap."""
    return any(
        other.id > entry.id
        and other.disclosure_id == entry.disclosure_id
        and other.group_id == entry.group_id
        and entry.removed_at is not None
        and other.starts_at <= entry.removed_at
        for other in entries
    )


def check_version(session: Session, row: Draft) -> None:
    standing = decisions_of(session, row)
    if row.state is DraftState.DRAFT:
        assert standing == ()
        assert row.manifest_sha256 is None
        return
    chain = chain_in_force(session, row)
    told = TypeAdapter(tuple[Approval, ...]).validate_python(
        [decision.approval for decision in standing]
    )
    assert {one.decision.subject for one in told} == {row.manifest_sha256}
    steps = chain.steps[: len(standing)]
    assert [one.decision.role for one in told] == [step.role for step in steps]
    body = session.get_one(ManifestRow, row.manifest_sha256).body
    assert Manifest.parse(body).title == row.title
    published = row.state in PUBLISHED
    assert (len(standing) == len(chain.steps)) is published
    if not published:
        assert row.state is chain.state_after(len(standing))
    accounts = [decision.staff_id for decision in standing]
    assert len(set(accounts)) == len(accounts)
