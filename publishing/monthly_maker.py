"""Put the maker of monthly reports together; make none."""

from media.pages.fonts import find_fonts
from publishing.certificates.sheet import Printer
from publishing.monthly.making import ReportMaker
from publishing.services import Services


def report_maker(services: Services) -> ReportMaker | None:
    """Return what makes monthly reports; None where the county keeps no log."""
    if services.log is None:
        return None
    return ReportMaker(
        database=services.database,
        office=services.log,
        files=services.files,
        printer=Printer(find_fonts),
        calendars=services.calendars,
        time_zone=services.time_zone,
        presence_counts=services.presence_counts,
    )
