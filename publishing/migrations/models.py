"""Name every module of tables, so that their metadata is whole."""

from typing import Final

from sqlalchemy import MetaData

from publishing.tables import (
    base,
    boards,
    calendar,
    catalogue,
    categories,
    chains,
    disclosures,
    evidence,
    filings,
    fleet,
    journal,
    lengthenings,
    notices,
    papers,
    people,
    presences,
    release,
    remarks,
    reminders,
    schedule,
    secrecy,
    services,
    stages,
    substitutes,
    units,
)

MODULES: Final = (
    boards,
    catalogue,
    categories,
    calendar,
    chains,
    disclosures,
    evidence,
    filings,
    fleet,
    journal,
    lengthenings,
    notices,
    papers,
    people,
    presences,
    release,
    remarks,
    reminders,
    schedule,
    secrecy,
    services,
    substitutes,
    stages,
    units,
)
METADATA: Final[MetaData] = base.Base.metadata
