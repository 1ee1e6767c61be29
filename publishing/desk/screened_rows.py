"""Screen a draft row with what the county's offices have made public."""

from sqlalchemy.orm import Session

from publishing.catalogue.telephones import public_telephones
from publishing.desk.personal import numbers_of
from publishing.desk.rows import form_of, revision_of
from publishing.desk.screening import Screened, screened
from publishing.tables.disclosures import Draft


def screened_of(session: Session, row: Draft) -> Screened:
    """Return the version that would be signed, its personal data masked."""
    form = form_of(row)
    official = numbers_of([form.objections_telephone, *public_telephones(session)])
    return screened(revision_of(row), kept=form.kept_personal, official=official)
