"""Put the centre's use cases together out of what they need; decide nothing."""

from zoneinfo import ZoneInfo

from media.pages.fonts import find_fonts
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
from publishing.catalogue.sheets import CatalogueSheets
from publishing.catalogue.units import Units
from publishing.catalogue.upkeep import DirectoryUpkeep
from publishing.certificates.certificates import Certificates
from publishing.certificates.sheet import Printer
from publishing.county_days.days import CountyDays
from publishing.county_days.recomputing import Rules
from publishing.coverage.causing import ShortCauses
from publishing.coverage.declining import Declining
from publishing.coverage.picture_holds import PictureHolds
from publishing.coverage.reckoning import Reckoner
from publishing.coverage.ruling import DayRulings
from publishing.coverage.supplement import Supplements
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
from publishing.desk.previewing import Previewing
from publishing.desk.published import Published
from publishing.desk.reading_scans import ReadingScans
from publishing.desk.rescheduling import Rescheduling
from publishing.desk.retiming import Retiming
from publishing.desk.searching import Searching
from publishing.desk.sources import Sources
from publishing.desk.submitting import Submitting
from publishing.desk.withdrawing import Withdrawing
from publishing.duties.gathering import Duties, Gatherer
from publishing.duties.installed import installed_sources
from publishing.feeds.calendars import CalendarFeeds
from publishing.feeds.house import public_house, public_site, telling
from publishing.filing.closing import FilingOffice
from publishing.filing.keeping import Filings
from publishing.inspection.coverage import Coverages
from publishing.inspection.coverage_board import CoverageBoard
from publishing.inspection.moments import Moments
from publishing.inspection.pages import JournalPages
from publishing.inspection.sought import SoughtBoard
from publishing.monthly.reports import MonthlyReports
from publishing.monthly_maker import report_maker
from publishing.overriding.overrides import Overrides
from publishing.overriding.sealed import SealedReasons
from publishing.overriding.stops import Stops
from publishing.oversight.looks import Looks
from publishing.reminders.reminders import Reminders
from publishing.removing.places import NamedPlaces
from publishing.removing.removals import PersonRemovals
from publishing.requests.desk import request_desk
from publishing.schedule.groups import Groups
from publishing.services import Services, UseCases
from publishing.signing.pens import Pens
from publishing.staff.accounts import Accounts
from publishing.staff.acting import Acting
from publishing.staff.identity import Identities
from publishing.staff.joining import Joining
from publishing.staff.keys import Keys
from publishing.staff.passwords import Passwords
from publishing.staff.security_keys import SecurityKeys
from publishing.staff.sessions import Sessions
from publishing.staff.substitutes import Substitutes
from publishing.staff.vouching import Vouching
from publishing.stages.staging import Staging
from publishing.voice.follow_ups import FollowUps
from publishing.voice.questions import Questions
from publishing.voice.settings import VoiceSettings


def use_cases(services: Services) -> UseCases:
    """Return the use cases over these services; make them once per program."""
    database, clock, files = services.database, services.clock, services.files
    key, mandates = services.approval_key, services.mandates
    zone, calendars = ZoneInfo(services.time_zone), services.calendars
    passwords = Passwords()
    site = public_site(
        services.public, database=database, files=files, clock=clock, zone=zone
    )
    on_commit = telling(site, services.on_commit)
    acting = Acting(database=database, clock=clock, on_commit=on_commit)
    page_setting = PageSetting(files=files, page_setter=services.page_setter)
    gatherer = Gatherer(
        installed_sources(
            calendars=calendars, mandates=mandates, zone=zone, keys=services.key_needs
        ),
        calendars=calendars,
        clock=clock,
        zone=zone,
    )
    photos = Photos(acting=acting, files=files, importer=services.importer)
    keys = Keys(acting=acting)
    pens = Pens(keys=keys, centre=key, people=services.people)
    deciding = Deciding(
        acting=acting,
        pens=pens,
        mandates=mandates,
        calendars=calendars,
        zone=zone,
    )
    reckoner = Reckoner(calendars=calendars, presence_counts=services.presence_counts)
    presences = Presences(
        acting=acting, photos=photos, link_hosts=services.link_hosts, zone=zone
    )
    withdrawing = Withdrawing(
        acting=acting,
        approval_key=key,
        pens=pens,
        notices=Notices(
            page_setting=page_setting,
            files=files,
            approval_key=key,
            mandates=mandates,
            calendars=calendars,
            zone=zone,
            public_address=services.public.address,
            past_days=services.past_days,
        ),
        zone=zone,
    )
    return UseCases(
        acting=acting,
        sessions=Sessions(database=database, passwords=passwords, clock=clock),
        joining=Joining(database=database, passwords=passwords, clock=clock),
        accounts=Accounts(acting=acting),
        identities=Identities(acting=acting),
        substitutes=Substitutes(acting=acting, zone=zone),
        keys=keys,
        security_keys=SecurityKeys(acting=acting),
        vouching=Vouching(acting=acting),
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
            on_commit=on_commit,
        ),
        service_items=ServiceItems(acting=acting),
        guide_sheets=GuideSheets(
            acting=acting,
            items=ServiceItems(acting=acting),
            read_cells=services.read_cells,
        ),
        directories=Directories(acting=acting, files=files, keys=keys, pens=pens),
        phrases=Phrases(acting=acting),
        sought=SoughtBoard(acting=acting, zone=zone),
        directory_upkeep=DirectoryUpkeep(acting=acting),
        counter_changes=CounterChanges(acting=acting, calendars=calendars, zone=zone),
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
        reading_scans=ReadingScans(acting=acting),
        sources=Sources(acting=acting, files=files, draw_page=services.draw_page),
        changing=Changing(acting=acting),
        handover=Handover(acting=acting),
        previewing=Previewing(
            acting=acting,
            files=files,
            page_setter=services.preview_setter or services.page_setter,
            public_address=services.public.address,
        ),
        submitting=Submitting(
            acting=acting,
            files=files,
            page_setting=page_setting,
            approval_key=key,
            mandates=mandates,
            calendars=calendars,
            zone=zone,
            public_address=services.public.address,
            past_days=services.past_days,
        ),
        deciding=deciding,
        commenting=Commenting(acting=acting),
        withdrawing=withdrawing,
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
        short_causes=ShortCauses(acting=acting, zone=zone),
        coverage_board=CoverageBoard(
            acting=acting,
            calendars=calendars,
            presence_counts=services.presence_counts,
            zone=zone,
        ),
        supplements=Supplements(acting=acting, reckoner=reckoner),
        day_rulings=DayRulings(acting=acting, reckoner=reckoner),
        declining=Declining(acting=acting, reckoner=reckoner),
        presence_counts=services.presence_counts,
        archive_lists_inside=services.archive_lists_inside,
        coverages=Coverages(
            acting=acting,
            calendars=calendars,
            presence_counts=services.presence_counts,
        ),
        presences=presences,
        certificates=Certificates(
            acting=acting,
            office=services.log,
            files=files,
            pictures=services.pictures,
            printer=Printer(find_fonts),
            calendars=calendars,
            zone=zone,
            time_zone=services.time_zone,
            presence_counts=services.presence_counts,
        ),
        picture_holds=PictureHolds(acting=acting),
        monthly_reports=MonthlyReports(
            acting=acting, maker=report_maker(services), files=files, zone=zone
        ),
        photos=photos,
        looks=Looks(database=database, clock=clock),
        journal=JournalPages(acting=acting),
        moments=Moments(acting=acting, files=files, pictures=services.pictures),
        gatherer=gatherer,
        duties=Duties(acting=acting, gatherer=gatherer, calendars=calendars),
        reminders=Reminders(acting=acting, gatherer=gatherer),
        overrides=Overrides(acting=acting, pens=pens, alerts=services.alerts),
        sealed_reasons=SealedReasons(acting=acting),
        stops=Stops(acting=acting, pens=pens, limits=services.alerts.limits),
        questions=Questions(acting=acting, pens=pens, calendars=calendars, zone=zone),
        follow_ups=FollowUps(acting=acting, pens=pens, zone=zone),
        voice_settings=VoiceSettings(acting=acting, calendars=calendars, zone=zone),
        requests=request_desk(acting=acting, calendars=calendars, zone=zone),
        person_removals=PersonRemovals(
            acting=acting, withdrawing=withdrawing, zone=zone
        ),
        named_places=NamedPlaces(acting=acting, files=files),
        calendar_feeds=CalendarFeeds(
            acting=acting,
            database=database,
            gatherer=gatherer,
            calendars=calendars,
            clock=clock,
        ),
        public=public_house(
            site,
            acting=acting,
            presences=presences,
            page_setter=services.page_setter,
        ),
    )
