"""Gather what the staff's pages may call; make nothing of the world here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from config.mandates import Preset
from config.retention import shipped_retention
from publishing.admin.names import name_of
from publishing.admin.schedule_sheets import Sheets
from publishing.archive.packages import Packages, Sources
from publishing.calendar.current import Calendars
from publishing.files import FileStore
from publishing.fleet.devices import Devices
from publishing.inspection.backups import BackupBoard
from publishing.inspection.completeness import CompletenessBoard
from publishing.inspection.fleet import Fleet
from publishing.inspection.folder import Folders, Papers
from publishing.inspection.hung import Manifests
from publishing.inspection.judging import Judging
from publishing.inspection.kept_checkpoints import KeptCheckpoints
from publishing.inspection.matter import Matters
from publishing.inspection.outlook import Outlooks
from publishing.inspection.seeking import Seeking
from publishing.inspection.showing import ShowingNow
from publishing.inspection.standings import Standings
from publishing.inspection.times import TimesOutlooks
from publishing.inspection.timetable import Timetable
from publishing.inspection.working_days import WorkingDays
from publishing.services import UseCases


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminServices:
    """Be every use case and read model of the pages."""

    cases: UseCases
    devices: Devices
    fleet: Fleet
    showing: ShowingNow
    completeness: CompletenessBoard
    timetable: Timetable
    sheets: Sheets
    outlooks: Outlooks
    times_outlooks: TimesOutlooks
    matters: Matters
    seeking: Seeking
    folders: Folders
    packages: Packages
    standings: Standings
    working_days: WorkingDays
    judging: Judging
    kept_checkpoints: KeptCheckpoints
    backups: BackupBoard
    mandates: Mapping[str, Preset]
    zone: ZoneInfo


def admin_services(
    *,
    cases: UseCases,
    devices: Devices,
    files: FileStore,
    calendars: Calendars,
    calendar_problem: Callable[[], str] = str,
    mandates: Mapping[str, Preset],
    time_zone: str,
) -> AdminServices:
    """Return what the pages may call, over use cases that exist already."""
    acting, zone = cases.acting, ZoneInfo(time_zone)
    manifests = Manifests()
    completeness = CompletenessBoard(acting=acting, zone=zone)
    matters = Matters(acting=acting)
    seeking = Seeking(acting=acting, zone=zone)
    return AdminServices(
        cases=cases,
        devices=devices,
        fleet=Fleet(acting=acting, devices=devices),
        showing=ShowingNow(
            acting=acting, files=files, manifests=manifests, calendars=calendars
        ),
        timetable=Timetable(
            acting=acting,
            calendars=calendars,
            mandates=mandates,
            zone=zone,
            manifests=manifests,
        ),
        sheets=Sheets(),
        outlooks=Outlooks(
            acting=acting,
            rescheduling=cases.rescheduling,
            mandates=mandates,
            calendars=calendars,
            zone=zone,
            manifests=manifests,
        ),
        times_outlooks=TimesOutlooks(
            acting=acting,
            retiming=cases.retiming,
            calendars=calendars,
            zone=zone,
            manifests=manifests,
        ),
        completeness=completeness,
        matters=matters,
        seeking=seeking,
        folders=Folders(
            Papers(
                completeness=completeness,
                seeking=seeking,
                matters=matters,
                coverages=cases.coverages,
                certificates=cases.certificates,
                files=files,
                say=name_of,
                zone=zone,
            )
        ),
        packages=Packages(
            acting=acting,
            sources=Sources(
                matters=matters,
                coverages=cases.coverages,
                certificates=cases.certificates,
                files=files,
                say=name_of,
                zone=zone,
                table=shipped_retention(),
                lists_inside=cases.archive_lists_inside,
            ),
        ),
        standings=Standings(
            acting=acting, calendars=calendars, mandates=mandates, zone=zone
        ),
        working_days=WorkingDays(
            acting=acting, calendars=calendars, problem=calendar_problem, zone=zone
        ),
        judging=Judging(
            acting=acting,
            calendars=calendars,
            mandates=mandates,
            zone=zone,
            presence_counts=cases.presence_counts,
        ),
        kept_checkpoints=KeptCheckpoints(acting=acting),
        backups=BackupBoard(acting=acting),
        mandates=mandates,
        zone=zone,
    )
