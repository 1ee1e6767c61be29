from datetime import timedelta

import pytest

from publishing.errors import NotThere
from publishing.evidence.moment import MomentKind
from tests.fakes.delivery import SCREEN
from tests.fakes.desk import County
from tests.fakes.looking_back import AT, PHOTOGRAPH, screen_that_showed


# REQ-30
def test_what_was_on_this_screen_at_14_05_on_3_september_is_answered_with_a_picture(
    county: County,
) -> None:
    looked = screen_that_showed(county)
    moments, staff = county.cases.moments, county.people["reviewer"]

    [moment] = moments.at(staff, AT, device=looked.device)
    [in_group] = moments.at(staff, AT, group=SCREEN)
    page = moments.page(staff, looked.device, AT)
    photograph = moments.photograph(staff, looked.device, looked.picture)

    assert moment.shown is not None
    assert moment.kind is MomentKind.SLIDE
    assert (moment.shown.disclosure, moment.shown.title) == (
        looked.disclosure,
        looked.title,
    )
    assert (moment.shown.page, moment.shown.page_number) == (looked.page, 1)
    assert (moment.shown.from_at, moment.shown.to_at) == (
        AT - timedelta(seconds=5),
        AT + timedelta(seconds=7),
    )
    assert moment.shown.clock_sure
    assert [one.picture for one in moment.photographs] == [looked.picture]
    assert page == county.services.files.get(looked.page)
    assert photograph == PHOTOGRAPH
    assert in_group.shown == moment.shown


def test_a_dark_hour_is_answered_with_what_was_before_and_why(county: County) -> None:
    looked = screen_that_showed(county)
    moments, staff = county.cases.moments, county.people["reviewer"]

    [dark] = moments.at(staff, AT - timedelta(minutes=20), device=looked.device)
    [plain] = moments.at(staff, AT - timedelta(minutes=50), device=looked.device)
    [hours] = moments.at(staff, AT + timedelta(hours=1), device=looked.device)
    [days] = moments.at(staff, AT + timedelta(days=9), device=looked.device)
    [years] = moments.at(staff, AT - timedelta(days=900), device=looked.device)

    assert dark.kind is MomentKind.DARK
    assert dark.before is not None
    assert (dark.before.view, dark.before.reason) == ("default", "stood_still")
    assert [start.reason for start in dark.starts] == ["crashed"]
    assert plain.kind is MomentKind.PLAIN
    assert hours.kind is MomentKind.DARK
    assert days.kind is MomentKind.UNHEARD
    assert years.kind is MomentKind.NEVER


def test_what_is_not_there_is_refused(county: County) -> None:
    looked = screen_that_showed(county)
    moments, staff = county.cases.moments, county.people["reviewer"]

    with pytest.raises(NotThere):
        moments.at(staff, AT, device="no-such-screen")
    with pytest.raises(NotThere):
        moments.page(staff, looked.device, AT - timedelta(minutes=50))
    with pytest.raises(NotThere):
        moments.photograph(staff, looked.device, "f" * 64)
