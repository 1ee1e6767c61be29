"""Name what the centre's use cases need, and the use cases; make none (`house`).

The staff API and the admin pages both work on `UseCases`, so that there is one door
to every act.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from config.alerts import Alerts, shipped_alerts
from config.mandates import Preset
from media.imports.importer import draw_page, read_cells
from programme.approval import People
from programme.clock import Clock
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.carriers.photos import Photos
from publishing.carriers.recording import Presences
from publishing.catalogue.boards import Boards
from publishing.catalogue.categories import Categories
from publishing.catalogue.counter_changes import CounterChanges
from publishing.catalogue.directory_approval import Directories
from publishing.catalogue.entries import Entries
from publishing.catalogue.guide_sheets import GuideSheets
from publishing.catalogue.halls import Halls
from publishing.catalogue.items import ServiceItems
from publishing.catalogue.phrases import Phrases
from publishing.catalogue.sheets import CatalogueSheets, ReadCells
from publishing.catalogue.units import Units
from publishing.catalogue.upkeep import DirectoryUpkeep
from publishing.certificates.certificates import Certificates, LogOffice
from publishing.county_days.days import CountyDays
from publishing.coverage.causing import ShortCauses
from publishing.coverage.declining import Declining
from publishing.coverage.picture_holds import PictureHolds
from publishing.coverage.ruling import DayRulings
from publishing.coverage.supplement import Supplements
from publishing.database import Database
from publishing.desk.attesting import Attesting
from publishing.desk.chain_keeping import Chains
from publishing.desk.changing import Changing
from publishing.desk.clearing import Clearing
from publishing.desk.commenting import Commenting
from publishing.desk.deciding import Deciding
from publishing.desk.drafting import Drafting
from publishing.desk.handover import Handover
from publishing.desk.importing import Importing
from publishing.desk.lengthening import Lengthening
from publishing.desk.looking import Looking
from publishing.desk.notice_clearing import NoticeClearing
from publishing.desk.papers import Papers
from publishing.desk.ports import Importer, PageSetter
from publishing.desk.previewing import Previewing
from publishing.desk.published import Published
from publishing.desk.reading_scans import ReadingScans
from publishing.desk.rescheduling import Rescheduling
from publishing.desk.retiming import Retiming
from publishing.desk.searching import Searching
from publishing.desk.sources import DrawPage, Sources
from publishing.desk.submitting import Submitting
from publishing.desk.withdrawing import Withdrawing
from publishing.duties.gathering import Duties, Gatherer
from publishing.duties.keys import AskKeys, no_needs
from publishing.feeds.calendars import CalendarFeeds
from publishing.feeds.house import (
    PublicHouse,
    PublicPlace,
)
from publishing.files import FileStore
from publishing.filing.closing import FilingOffice
from publishing.filing.keeping import Filings
from publishing.inspection.coverage import Coverages
from publishing.inspection.coverage_board import CoverageBoard
from publishing.inspection.moments import Moments
from publishing.inspection.pages import JournalPages
from publishing.inspection.sought import SoughtBoard
from publishing.monthly.reports import MonthlyReports
from publishing.overriding.overrides import Overrides
from publishing.overriding.sealed import SealedReasons
from publishing.overriding.stops import Stops
from publishing.oversight.looks import Looks
from publishing.reminders.reminders import Reminders
from publishing.removing.places import NamedPlaces
from publishing.removing.removals import PersonRemovals
from publishing.requests.desk import RequestDesk
from publishing.schedule.groups import Groups
from publishing.signing.pens import AskPeople
from publishing.staff.accounts import Accounts
from publishing.staff.acting import Acting
from publishing.staff.identity import Identities
from publishing.staff.joining import Joining
from publishing.staff.keys import Keys
from publishing.staff.security_keys import SecurityKeys
from publishing.staff.sessions import Sessions
from publishing.staff.substitutes import Substitutes
from publishing.staff.vouching import Vouching
from publishing.stages.staging import Staging
from publishing.voice.follow_ups import FollowUps
from publishing.voice.questions import Questions
from publishing.voice.settings import VoiceSettings


def _nobody(_: Session) -> People:
    """Be a county in which nobody has a key of their own that counts."""
    return People(version=1, keys=(), accepted_kinds=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Be what the use cases need of the world."""

    database: Database
    clock: Clock
    approval_key: SigningKey
    """The centre's key, which vouches for decisions until people have their own."""
    importer: Importer
    page_setter: PageSetter
    files: FileStore
    pictures: FileStore
    """What devices photographed of their glass; evidence for staff only."""
    on_commit: Callable[[frozenset[str]], None]
    """Told after a commit which display groups have something new."""
    calendars: Calendars
    """The working days, as they stand at each moment."""
    mandates: Mapping[str, Preset]
    time_zone: str = "Asia/Shanghai"
    archive_lists_inside: bool = True
    """Whether archive packages hold lists of persons whose time is up."""
    presence_counts: bool = True
    """Whether a record of a primary carrier makes a working day count."""
    read_cells: ReadCells = read_cells
    """Reads the cells of sheets whose columns mean something."""
    draw_page: DrawPage = draw_page
    """Draws a page of a file that was imported."""
    alerts: Alerts = field(default_factory=shipped_alerts)
    """Who may issue which emergency notice, and the words ready for it."""
    log: LogOffice | None = None
    """None: the county has not made the key of its log yet."""
    people: AskPeople = _nobody
    """Whose signature counts, as devices have it."""
    key_needs: AskKeys = no_needs
    """Says what the county's keys ask for."""
    link_hosts: frozenset[str] = frozenset()
    """Hosts that the code of a disclosure may open; none: no code opens a page."""
    public: PublicPlace = field(default_factory=PublicPlace)
    """Where the public pages lie."""
    past_days: int = 0
    """For how many days after its end a disclosure may still be looked up."""
    preview_setter: PageSetter | None = None
    """Sets pages while they are typed, so that nobody waits for a submission; none:
    the same as sets all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """Be everything that staff can do, each for a member of staff by id."""

    acting: Acting
    sessions: Sessions
    joining: Joining
    accounts: Accounts
    identities: Identities
    substitutes: Substitutes
    keys: Keys
    security_keys: SecurityKeys
    vouching: Vouching
    units: Units
    chains: Chains
    boards: Boards
    categories: Categories
    halls: Halls
    groups: Groups
    county_days: CountyDays
    staging: Staging
    service_items: ServiceItems
    guide_sheets: GuideSheets
    directories: Directories
    phrases: Phrases
    sought: SoughtBoard
    directory_upkeep: DirectoryUpkeep
    counter_changes: CounterChanges
    entries: Entries
    catalogue_sheets: CatalogueSheets
    drafting: Drafting
    importing: Importing
    reading_scans: ReadingScans
    sources: Sources
    changing: Changing
    handover: Handover
    previewing: Previewing
    submitting: Submitting
    deciding: Deciding
    commenting: Commenting
    papers: Papers
    clearing: Clearing
    notice_clearing: NoticeClearing
    attesting: Attesting
    filings: Filings
    filing_office: FilingOffice
    withdrawing: Withdrawing
    lengthening: Lengthening
    rescheduling: Rescheduling
    retiming: Retiming
    looking: Looking
    searching: Searching
    published: Published
    presences: Presences
    certificates: Certificates
    picture_holds: PictureHolds
    monthly_reports: MonthlyReports
    coverages: Coverages
    coverage_board: CoverageBoard
    short_causes: ShortCauses
    supplements: Supplements
    day_rulings: DayRulings
    declining: Declining
    presence_counts: bool
    archive_lists_inside: bool
    photos: Photos
    journal: JournalPages
    looks: Looks
    moments: Moments
    gatherer: Gatherer
    duties: Duties
    reminders: Reminders
    calendar_feeds: CalendarFeeds
    public: PublicHouse
    overrides: Overrides
    sealed_reasons: SealedReasons
    stops: Stops
    person_removals: PersonRemovals
    named_places: NamedPlaces
    questions: Questions
    follow_ups: FollowUps
    voice_settings: VoiceSettings
    requests: RequestDesk
