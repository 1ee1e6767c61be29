from datetime import date

from publishing.duties.duty import Due, DutyKind
from tests.fakes.desk import County


# REQ-33: every page of the staff counts these, so a window on many groups is one.
def test_an_end_on_two_groups_is_told_once_and_one_beyond_the_reach_not_yet(
    county: County,
) -> None:
    county.approved(mandate="notice_7", objections_telephone="0555-010-0331")
    county.approved(title="还早的一件", explicit_end_at="2027-03-01T16:00:00Z")
    publisher, duties = county.people["publisher"], county.cases.duties

    near = [one.duty for one in duties.open(publisher) if one.duty.ends]
    far = duties.open(publisher, until_on=date(2027, 3, 1))

    assert [(one.kind, one.due) for one in near] == [
        (DutyKind.WINDOW_ENDS, Due(target_on=date(2026, 11, 30)))
    ]
    assert sum(one.duty.ends for one in far) == 2
