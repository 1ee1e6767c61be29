"""Say which window a version asks for: its form, its rule, its stage; make none."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.boards import Term
from publishing.desk.manifests import asked_of
from publishing.desk.rows import form_of
from publishing.schedule.windows import Asked
from publishing.stages.rules import rule_of_stage
from publishing.stages.staging import stage_of
from publishing.tables.disclosures import Draft


def asked_for(session: Session, row: Draft, mandates: Mapping[str, Preset]) -> Asked:
    """Return the window that a version asks for, by the rule of its stage (REQ-9).

    Raises:
        Refused: There is no such mandate any more.
    """
    return staged(session, row, asked_of(form_of(row), mandates))


def staged(session: Session, row: Draft, asked: Asked) -> Asked:
    """Return what a version asks for with the rule of its stage."""
    if asked.mandate.term is not Term.STAGED:
        return asked
    stage = stage_of(session, row.id)
    return replace(asked, mandate=rule_of_stage(asked.mandate, stage))
