from datetime import timedelta

import pytest

from publishing.errors import NotThere
from publishing.inspection.hung import Manifests
from publishing.inspection.matter import Matters
from publishing.inspection.showing import ShowingNow
from tests.fakes.desk import County


def showing_of(county: County) -> ShowingNow:
    return ShowingNow(
        acting=county.cases.acting,
        files=county.services.files,
        manifests=Manifests(),
        calendars=county.services.calendars,
    )


def test_what_is_open_now_hangs_on_each_of_its_groups(county: County) -> None:
    made = county.approved()

    groups = showing_of(county).groups(county.people["drafter"])

    assert [[one.disclosure for one in group.hanging] for group in groups] == [
        [made.line.disclosure],
        [made.line.disclosure],
    ]
    assert groups[1].hanging[0].proved_at is None


def test_what_opens_tomorrow_does_not_hang_today(county: County) -> None:
    start = (county.clock.now() + timedelta(days=1)).isoformat()
    county.approved(earliest_start_at=start)

    groups = showing_of(county).groups(county.people["drafter"])

    assert all(group.hanging == () for group in groups)
    assert all(group.per_hour == 0 for group in groups)


def test_a_page_that_no_display_painted_is_not_given(county: County) -> None:
    made = county.submitted()
    assert made.manifest is not None
    sha256 = made.manifest.pages[0].pages[0].asset.sha256

    with pytest.raises(NotThere):
        showing_of(county).picture(county.people["drafter"], sha256)


def test_a_disclosure_of_units_that_are_not_theirs_is_not_there(
    county: County,
) -> None:
    made = county.approved()
    stranger = county.join("stranger-login")

    with pytest.raises(NotThere):
        Matters(acting=county.cases.acting).show(stranger, made.line.disclosure)


# REQ-70
def test_a_matter_tells_versions_places_and_acts_newest_first(
    county: County,
) -> None:
    made = county.approved()
    county.clock.forward(minutes=1)
    county.cases.changing.change(county.people["drafter"], made.line.disclosure)

    matter = Matters(acting=county.cases.acting).show(
        county.people["approver"], made.line.disclosure
    )

    assert [one.line.state.value for one in matter.versions] == ["draft", "approved"]
    assert {place.group for place in matter.places} == set(made.form.groups)
    assert matter.acts[0].act == "draft.changed"
    assert matter.register_number == "柳坞村 2026-0001"
