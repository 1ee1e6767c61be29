"""Read secrecy reviews of versions and of what withdrawals publish; decide nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from publishing.desk.secrecy import SecrecyView
from publishing.tables.disclosures import Draft
from publishing.tables.notices import NoticeRow
from publishing.tables.secrecy import NoticeReview, SecrecyReview


def reviews_of(session: Session, row: Draft) -> tuple[SecrecyView, ...]:
    """Return every secrecy review of a version, the first one first."""
    query = (
        select(SecrecyReview)
        .where(SecrecyReview.draft_id == row.id)
        .order_by(SecrecyReview.id)
    )
    return _views(session.scalars(query))


def reviews_where(
    session: Session, *which: ColumnElement[bool]
) -> Mapping[str, Sequence[SecrecyView]]:
    """Return the reviews of all versions that a condition picks, by version."""
    query = (
        select(SecrecyReview)
        .join(Draft, Draft.id == SecrecyReview.draft_id)
        .where(*which)
        .order_by(SecrecyReview.id)
    )
    found: dict[str, list[SecrecyView]] = defaultdict(list)
    for kept in session.scalars(query):
        found[kept.draft_id].extend(_views((kept,)))
    return found


def reviews_of_notice(session: Session, kept: NoticeRow) -> tuple[SecrecyView, ...]:
    """Return every secrecy review of what a withdrawal publishes, the first first."""
    query = (
        select(NoticeReview)
        .where(NoticeReview.withdrawal_id == kept.withdrawal_id)
        .order_by(NoticeReview.id)
    )
    return _views(session.scalars(query))


def keep_reviews(session: Session, kept: NoticeRow, row: Draft) -> None:
    """Let the reviews of what a withdrawal publishes be those of its version."""
    for one in reviews_of_notice(session, kept):
        session.add(
            SecrecyReview(
                draft_id=row.id,
                manifest_sha256=one.manifest_sha256,
                reviewer_id=one.reviewer,
                reviewer_name=one.name,
                result=one.result,
                basis=one.basis,
                withheld=one.withheld,
                remark=one.remark,
                pictures_read=one.pictures_read,
                concluded_at=one.concluded_at,
            )
        )


def _views(
    found: Iterable[SecrecyReview] | Iterable[NoticeReview],
) -> tuple[SecrecyView, ...]:
    return tuple(
        SecrecyView(
            reviewer=kept.reviewer_id,
            name=kept.reviewer_name,
            manifest_sha256=kept.manifest_sha256,
            result=kept.result,
            basis=kept.basis,
            withheld=kept.withheld,
            remark=kept.remark,
            pictures_read=kept.pictures_read,
            concluded_at=kept.concluded_at,
        )
        for kept in found
    )
