"""Keep the register of requests for disclosure."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0049"
down_revision: str | None = "0048"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_REQUEST = "disclosure_request"


def upgrade() -> None:
    """Add the tables; nothing was registered before."""
    op.create_table(
        _REQUEST,
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("unit_id", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("applicant_kind", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.String(80), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("complete_by", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("prolonged_on", sa.Date(), nullable=True),
        sa.Column("consented_by", sa.String(400), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.String(80), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name="fk_disclosure_request_unit_id"
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"], ["staff.id"], name="fk_disclosure_request_registered_by"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["staff.id"], name="fk_disclosure_request_closed_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure_request"),
        sa.UniqueConstraint(
            "unit_id",
            "year",
            "running",
            name="uq_disclosure_request_unit_id_year_running",
        ),
    )
    _add_applicants()
    _add_consultations()


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("request_consultation")
    op.drop_table("request_applicant")
    op.drop_table(_REQUEST)


def _add_applicants() -> None:
    op.create_table(
        "request_applicant",
        sa.Column("request_id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("contact", sa.String(400), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], [f"{_REQUEST}.id"], name="fk_request_applicant_request_id"
        ),
        sa.PrimaryKeyConstraint("request_id", name="pk_request_applicant"),
    )


def _add_consultations() -> None:
    op.create_table(
        "request_consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(80), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            [f"{_REQUEST}.id"],
            name="fk_request_consultation_request_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_request_consultation"),
    )
    op.create_index(
        "ix_request_consultation_request_id", "request_consultation", ["request_id"]
    )
