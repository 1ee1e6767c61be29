"""List every source of duties; each lies in a module of its own."""

from collections.abc import Mapping
from datetime import tzinfo

from config.mandates import Preset
from publishing.calendar.current import Calendars
from publishing.duties.backups import BackupDuties
from publishing.duties.comments import Comments
from publishing.duties.directories import DirectoryDuties
from publishing.duties.endings import Endings
from publishing.duties.filings import FilingDuties
from publishing.duties.holdings import HoldingDuties
from publishing.duties.keys import AskKeys, KeyDuties, no_needs
from publishing.duties.moved import Moved
from publishing.duties.periodic import Periodic
from publishing.duties.questions import QuestionDuties
from publishing.duties.removals import Removals
from publishing.duties.replaced import Replaced
from publishing.duties.requests import RequestDuties
from publishing.duties.screen_orders import ScreenOrders
from publishing.duties.secrecy import SecrecyReviews
from publishing.duties.short_days import ShortDays
from publishing.duties.shortfalls import Shortfalls
from publishing.duties.signed_forms import SignedForms
from publishing.duties.source import DutySource
from publishing.duties.stages import Stages
from publishing.duties.versions import Versions
from publishing.duties.withdrawals import Withdrawals


def installed_sources(
    *,
    calendars: Calendars,
    mandates: Mapping[str, Preset],
    zone: tzinfo,
    keys: AskKeys = no_needs,
) -> tuple[DutySource, ...]:
    """Return the sources of all parts of the centre."""
    versions = Versions(calendars=calendars, mandates=mandates)
    return (
        versions,
        ScreenOrders(zone=zone),
        Removals(),
        BackupDuties(zone=zone),
        HoldingDuties(zone=zone),
        KeyDuties(ask=keys, zone=zone),
        DirectoryDuties(),
        QuestionDuties(),
        RequestDuties(calendars=calendars),
        Withdrawals(),
        Comments(),
        SecrecyReviews(dues_of=versions.dues_of),
        SignedForms(dues_of=versions.dues_of),
        FilingDuties(),
        Periodic(),
        Endings(zone=zone),
        Shortfalls(),
        ShortDays(),
        Replaced(mandates=mandates),
        Moved(),
        Stages(calendars=calendars, mandates=mandates),
    )
