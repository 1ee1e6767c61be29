"""Let an inspector into a county."""

from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import PASSWORD, County


def let_in(county: County, *, unit: str = "qinghe") -> str:
    """Make an inspector's account of a unit, and return its id."""
    token = county.cases.accounts.invite(
        county.people["admin"],
        login=county.login("inspector"),
        name="监督员岗",
        offices=[Held(unit=unit, office=Office.INSPECTOR)],
    )
    county.cases.joining.set_password(token.token, PASSWORD)
    county.people["inspector"] = token.staff_id
    return token.staff_id
