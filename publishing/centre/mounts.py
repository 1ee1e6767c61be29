"""Name the pages that are added to the centre's web application."""

from fastapi import FastAPI

from publishing.admin.app import mount_admin
from publishing.admin.secret import secret_of
from publishing.admin.services import AdminServices, admin_services
from publishing.centre.web import Doors, Mount


def installed_mounts() -> tuple[Mount, ...]:
    """Return every set of pages, in the order in which they are added."""
    return (_admin_pages,)


def _admin_pages(app: FastAPI, doors: Doors) -> None:
    folder = doors.core.places.folder
    mount_admin(
        app,
        services_of(doors),
        folder=folder / "pages",
        secret=secret_of(folder / "secrets" / "pages.secret"),
    )


def services_of(doors: Doors) -> AdminServices:
    """Return what pages and commands of staff may call."""
    return admin_services(
        cases=doors.cases,
        devices=doors.devices,
        files=doors.core.files,
        calendars=doors.core.calendars,
        calendar_problem=lambda: doors.core.county_calendar.problem,
        mandates=doors.core.mandates,
        time_zone=doors.time_zone,
    )
