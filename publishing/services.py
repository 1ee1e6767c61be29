"""Gather what the centre's use cases need and put them together; decide nothing.

The staff API and the admin pages both work on `UseCases`, so that there is one door
to every act.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.mandates import Preset
from media.imports.importer import read_cells
from programme.clock import Clock
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.carriers.photos import Photos
from publishing.carriers.recording import Presences
from publishing.catalogue.boards import Boards
from publishing.catalogue.categories import Categories
from publishing.catalogue.directory import Directories
from publishing.catalogue.entries import Entries
from publishing.catalogue.halls import Halls
from publishing.catalogue.items import ServiceItems
from publishing.catalogue.sheets import CatalogueSheets, ReadCells
from publishing.catalogue.units import Units
from publishing.county_days.days import CountyDays
from publishing.county_days.recomputing import Rules
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
from publishing.desk.noticing import Notices
from publishing.desk.page_setting import PageSetting
from publishing.desk.papers import Papers
from publishing.desk.ports import Importer, PageSetter
from publishing.desk.published import Published
from publishing.desk.rescheduling import Rescheduling
from publishing.desk.retiming import Retiming
from publishing.desk.searching import Searching
from publishing.desk.submitting import Submitting
from publishing.desk.withdrawing import Withdrawing
from publishing.duties.gathering import Duties, Gatherer
from publishing.duties.installed import installed_sources
from publishing.feeds.calendars import CalendarFeeds
from publishing.files import FileStore
from publishing.filing.closing import FilingOffice
from publishing.filing.keeping import Filings
from publishing.inspection.coverage import Coverages
from publishing.inspection.pages import JournalPages
from publishing.reminders.reminders import Reminders
from publishing.schedule.groups import Groups
from publishing.staff.accounts import Accounts
from publishing.staff.acting import Acting
from publishing.staff.identity import Identities
from publishing.staff.joining import Joining
from publishing.staff.keys import Keys
from publishing.staff.passwords import Passwords
from publishing.staff.sessions import Sessions
from publishing.staff.substitutes import Substitutes
from publishing.stages.staging import Staging


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
    on_commit: Callable[[frozenset[str]], None]
    """Told after a commit which display groups have something new."""
    calendars: Calendars
    """The working days, as they stand at each moment."""
    mandates: Mapping[str, Preset]
    time_zone: str = "Asia/Shanghai"
    presence_counts: bool = True
    """Whether a record of a primary carrier makes a working day count."""
    read_cells: ReadCells = read_cells
    """Reads the cells of sheets whose columns mean something."""
    link_hosts: frozenset[str] = frozenset()
    """Hosts that the code of a disclosure may open; none: no code opens a page."""


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
    units: Units
    chains: Chains
    boards: Boards
    categories: Categories
    halls: Halls
    groups: Groups
    county_days: CountyDays
    staging: Staging
    service_items: ServiceItems
    directories: Directories
    entries: Entries
    catalogue_sheets: CatalogueSheets
    drafting: Drafting
    importing: Importing
    changing: Changing
    handover: Handover
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
    coverages: Coverages
    presence_counts: bool
    photos: Photos
    journal: JournalPages
    gatherer: Gatherer
    duties: Duties
    reminders: Reminders
    calendar_feeds: CalendarFeeds


def use_cases(services: Services) -> UseCases:
    """Return the use cases over these services; make them once per program."""
    database, clock, files = services.database, services.clock, services.files
    key, mandates = services.approval_key, services.mandates
    zone, calendars = ZoneInfo(services.time_zone), services.calendars
    passwords = Passwords()
    acting = Acting(database=database, clock=clock, on_commit=services.on_commit)
    page_setting = PageSetting(files=files, page_setter=services.page_setter)
    gatherer = Gatherer(
        installed_sources(calendars=calendars, mandates=mandates, zone=zone),
        calendars=calendars,
        clock=clock,
        zone=zone,
    )
    photos = Photos(acting=acting, files=files, importer=services.importer)
    deciding = Deciding(
        acting=acting,
        approval_key=key,
        mandates=mandates,
        calendars=calendars,
        zone=zone,
    )
    keys = Keys(acting=acting)
    return UseCases(
        acting=acting,
        sessions=Sessions(database=database, passwords=passwords, clock=clock),
        joining=Joining(database=database, passwords=passwords, clock=clock),
        accounts=Accounts(acting=acting),
        identities=Identities(acting=acting),
        substitutes=Substitutes(acting=acting, zone=zone),
        keys=keys,
        units=Units(acting=acting),
        chains=Chains(acting=acting),
        boards=Boards(acting=acting, zone=zone),
        categories=Categories(acting=acting),
        halls=Halls(acting=acting),
        groups=Groups(acting=acting, time_zone=services.time_zone),
        staging=Staging(acting=acting, zone=zone),
        county_days=CountyDays(
            acting=acting,
            calendars=calendars,
            approval_key=key,
            rules=Rules(mandates=mandates, zone=zone),
            on_commit=services.on_commit,
        ),
        service_items=ServiceItems(acting=acting),
        directories=Directories(acting=acting, files=files),
        entries=Entries(acting=acting, mandates=mandates, zone=zone),
        catalogue_sheets=CatalogueSheets(
            acting=acting, mandates=mandates, zone=zone, read_cells=services.read_cells
        ),
        drafting=Drafting(
            acting=acting,
            files=files,
            mandates=mandates,
            link_hosts=services.link_hosts,
        ),
        importing=Importing(acting=acting, files=files, importer=services.importer),
        changing=Changing(acting=acting),
        handover=Handover(acting=acting),
        submitting=Submitting(
            acting=acting,
            files=files,
            page_setting=page_setting,
            approval_key=key,
            mandates=mandates,
            calendars=calendars,
            zone=zone,
        ),
        deciding=deciding,
        commenting=Commenting(acting=acting),
        withdrawing=Withdrawing(
            acting=acting,
            approval_key=key,
            notices=Notices(
                page_setting=page_setting,
                files=files,
                approval_key=key,
                mandates=mandates,
                calendars=calendars,
                zone=zone,
            ),
            zone=zone,
        ),
        lengthening=Lengthening(acting=acting, calendars=calendars),
        rescheduling=Rescheduling(
            acting=acting, mandates=mandates, calendars=calendars, zone=zone
        ),
        retiming=Retiming(
            acting=acting, mandates=mandates, calendars=calendars, zone=zone
        ),
        papers=Papers(acting=acting, files=files, importer=services.importer),
        clearing=Clearing(acting=acting),
        notice_clearing=NoticeClearing(acting=acting),
        attesting=Attesting(acting=acting, keys=keys, deciding=deciding, zone=zone),
        filings=Filings(
            acting=acting, files=files, importer=services.importer, zone=zone
        ),
        filing_office=FilingOffice(acting=acting, zone=zone),
        looking=Looking(acting=acting, files=files),
        searching=Searching(acting=acting),
        published=Published(acting=acting),
        presence_counts=services.presence_counts,
        coverages=Coverages(
            acting=acting,
            calendars=calendars,
            presence_counts=services.presence_counts,
        ),
        presences=Presences(
            acting=acting,
            photos=photos,
            link_hosts=services.link_hosts,
            zone=zone,
        ),
        photos=photos,
        journal=JournalPages(acting=acting),
        gatherer=gatherer,
        duties=Duties(acting=acting, gatherer=gatherer, calendars=calendars),
        reminders=Reminders(acting=acting, gatherer=gatherer),
        calendar_feeds=CalendarFeeds(
            acting=acting,
            database=database,
            gatherer=gatherer,
            calendars=calendars,
            clock=clock,
        ),
    )
