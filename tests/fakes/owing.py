"""Bring up what a county owes by its catalogue, as the centre does each day."""

from publishing.catalogue.owing import Owing
from tests.fakes.desk import County


def bring_up(county: County) -> None:
    """Make the duties that are due by the catalogue."""
    services = county.services
    Owing(
        database=services.database,
        calendars=services.calendars,
        mandates=services.mandates,
        clock=services.clock,
        time_zone=services.time_zone,
    ).bring_up()
