import pytest

from publishing.desk.views import DraftView
from publishing.errors import NotAllowed, Refused, StateForbids
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.desk import County


def _second(county: County) -> str:
    held = Held(unit="qinghe-liuwu", office=Office.DRAFTER)
    return county.join("second-login", held)


def _take_over(county: County, who: str, made: DraftView) -> DraftView:
    return county.cases.handover.take_over(who, made.line.id, edition=made.line.edition)


@pytest.mark.parametrize("gone", ["locked", "left", "other office"])
def test_what_was_begun_by_who_is_gone_is_finished_by_another(
    county: County, gone: str
) -> None:
    published = county.approved()
    begun = county.cases.changing.change(
        county.people["drafter"], published.line.disclosure
    )
    second, accounts = _second(county), county.cases.accounts
    admin, drafter = county.people["admin"], county.people["drafter"]
    if gone == "locked":
        accounts.lock(admin, drafter, reason="调走了")
    elif gone == "left":
        accounts.leave(admin, drafter)
    else:
        other = Held(unit="qinghe", office=Office.PUBLISHER)
        accounts.set_offices(admin, drafter, offices=[other])

    taken = _take_over(county, second, begun)
    told, *_ = county.cases.journal.page(admin)
    county.people["drafter"] = second
    form = taken.form.model_copy(update={"secrecy_basis": "不涉密"})
    saved = county.cases.drafting.edit(
        second, taken.line.id, form, edition=taken.line.edition
    )
    done = county.approve_change(saved)

    assert done.line.state is DraftState.APPROVED
    assert (told.act, told.details["drafter_before"]) == ("draft.taken_over", drafter)


def test_nothing_is_taken_from_who_is_there(county: County) -> None:
    made, second = county.draft(), _second(county)

    with pytest.raises(Refused, match="还在岗") as refused:
        _take_over(county, second, made)

    assert refused.value.code == "drafter_there"


def test_only_a_draft_is_taken_over_and_only_by_a_drafter(county: County) -> None:
    sent, second = county.submitted(), _second(county)
    county.cases.accounts.leave(county.people["admin"], county.people["drafter"])

    with pytest.raises(NotAllowed):
        _take_over(county, county.people["reviewer"], sent)
    with pytest.raises(StateForbids, match="正在等审核"):
        _take_over(county, second, sent)
