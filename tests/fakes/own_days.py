"""Make what a display recorded of its own days."""

from datetime import date, timedelta

from programme.records import Record, ServicePresence
from tests.fakes.screens import Sheet, Stock
from tests.fakes.showing import local, run

LEAST = 30
"""The least exposures a day of a `Stock`."""
SHEET = Sheet(disclosure="a", dwell_s=12)
STOCK = Stock(sheets=(SHEET,))
MANIFEST = SHEET.item().entry.manifest.sha256


def played(on: date, times: int = LEAST, *, sure: bool = True) -> list[Record]:
    """Return so many plays of the sheet on a day, one after the other."""
    named = {"disclosure": SHEET.disclosure, "manifest": MANIFEST}
    plays = run(local(on, 9), times, sure=sure)
    return [one.model_copy(update=named) for one in plays]


def listed(on: date, *, hour: int = 9) -> ServicePresence:
    """Return ten minutes of a kiosk that lists the sheet."""
    begins = local(on, hour)
    return ServicePresence(
        from_at=begins,
        to_at=begins + timedelta(minutes=10),
        programme_version=1,
        disclosures=(SHEET.disclosure,),
    )
