"""Screen a draft row, its explanation with it, by what offices have made public."""

from sqlalchemy.orm import Session

from programme.blocks import Revision
from publishing.catalogue.telephones import public_telephones
from publishing.desk.explaining import explained
from publishing.desk.personal import numbers_of
from publishing.desk.policy import with_explanation
from publishing.desk.rows import form_of, revision_of
from publishing.desk.screening import Screened, screened
from publishing.tables.disclosures import Draft


def screened_of(session: Session, row: Draft) -> Screened:
    """Return the version that would be signed, its personal data masked."""
    return screened_as(session, row, revision_of(row))


def screened_as(session: Session, row: Draft, revision: Revision) -> Screened:
    """Return what a version would say with other words, its personal data masked."""
    form = form_of(row)
    official = numbers_of([form.objections_telephone, *public_telephones(session)])
    revision = with_explanation(revision, form.policy_explanation)
    revision = explained(revision, _notes(session, row))
    return screened(revision, kept=form.kept_personal, official=official)


def _notes(session: Session, row: Draft) -> list[str]:
    """Return why each version after the first was made, oldest first."""
    notes: list[str] = []
    version: Draft | None = row
    while version is not None and version.replaces_id is not None:
        notes.append(version.change_note)
        version = session.get(Draft, version.replaces_id)
    return notes[::-1]
