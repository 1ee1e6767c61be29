"""Read the secrecy reviews of a version; it decides nothing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.secrecy import SecrecyView
from publishing.tables.disclosures import Draft
from publishing.tables.secrecy import SecrecyReview


def reviews_of(session: Session, row: Draft) -> tuple[SecrecyView, ...]:
    """Return every secrecy review of a version, the first one first."""
    query = (
        select(SecrecyReview)
        .where(SecrecyReview.draft_id == row.id)
        .order_by(SecrecyReview.id)
    )
    return tuple(
        SecrecyView(
            reviewer=kept.reviewer_id,
            name=kept.reviewer_name,
            manifest_sha256=kept.manifest_sha256,
            result=kept.result,
            basis=kept.basis,
            withheld=kept.withheld,
            remark=kept.remark,
            concluded_at=kept.concluded_at,
        )
        for kept in session.scalars(query)
    )
