import pytest

from publishing.errors import (
    AccountLocked,
    Conflict,
    NotAllowed,
    NotSignedIn,
    NotThere,
    Refused,
    SignInRefused,
    StateForbids,
)
from publishing.staff.joining import found_county
from publishing.staff.offices import Held
from publishing.tables.people import Office, StaffState
from tests.fakes.desk import PASSWORD, County

VILLAGE_ADMIN = Held(unit="qinghe-liuwu", office=Office.ADMIN)
VILLAGE_DRAFTER = Held(unit="qinghe-liuwu", office=Office.DRAFTER)


def test_a_lock_ends_sessions_at_once_until_an_unlock(county: County) -> None:
    admin, drafter = county.people["admin"], county.people["drafter"]
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)

    county.cases.accounts.lock(admin, drafter, reason="离职交接")

    with pytest.raises(NotSignedIn):
        county.cases.sessions.find(opened.token)
    with pytest.raises(AccountLocked):
        county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    county.cases.accounts.unlock(admin, drafter)
    assert county.cases.sessions.sign_in(county.login("drafter"), PASSWORD).token


def test_who_left_can_do_nothing_and_stays_on_the_list(county: County) -> None:
    admin, drafter = county.people["admin"], county.people["drafter"]

    county.cases.accounts.leave(admin, drafter)

    with pytest.raises(SignInRefused):
        county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    with pytest.raises(NotSignedIn):
        county.draft()
    with pytest.raises(StateForbids, match="已离岗"):
        county.cases.accounts.reset(admin, drafter)
    left = {view.id: view for view in county.cases.accounts.listing(admin)}[drafter]
    assert left.state is StaffState.LEFT


def test_a_reset_voids_the_password_and_asks_for_a_new_one(county: County) -> None:
    token = county.cases.accounts.reset(
        county.people["admin"], county.people["drafter"]
    )
    with pytest.raises(SignInRefused):
        county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)

    county.cases.joining.set_password(token.token, "another-long-one")

    login = county.login("drafter")
    assert county.cases.sessions.sign_in(login, "another-long-one").token


def test_a_newer_token_voids_the_older(county: County) -> None:
    admin, drafter = county.people["admin"], county.people["drafter"]
    older = county.cases.accounts.reset(admin, drafter)
    newer = county.cases.accounts.reset(admin, drafter)

    with pytest.raises(Refused, match="重发一个"):
        county.cases.joining.set_password(older.token, "another-long-one")
    assert county.cases.joining.login_of(newer.token) == county.login("drafter")


def test_a_token_expires(county: County) -> None:
    token = county.cases.accounts.reset(
        county.people["admin"], county.people["drafter"]
    )
    county.clock.forward(hours=24)

    with pytest.raises(Refused):
        county.cases.joining.set_password(token.token, "another-long-one")


def test_an_invitation_that_was_lost_is_given_again(county: County) -> None:
    admin = county.people["admin"]
    lost = county.cases.accounts.invite(admin, login="xin", name="新", offices=[])

    again = county.cases.accounts.reset(admin, lost.staff_id)
    county.cases.joining.set_password(again.token, "another-long-one")

    assert again.purpose is lost.purpose
    assert county.cases.sessions.sign_in("xin", "another-long-one").token


@pytest.mark.parametrize(
    "password", ["short", "x" * 129, "drafter-login-1", "ababababab"]
)
def test_a_weak_password_is_refused_and_the_token_stays_good(
    county: County, password: str
) -> None:
    token = county.cases.accounts.reset(
        county.people["admin"], county.people["drafter"]
    )

    with pytest.raises(Refused, match="密码"):
        county.cases.joining.set_password(token.token, password)
    assert county.cases.joining.set_password(token.token, "another-long-one")


def test_a_login_is_never_given_twice(county: County) -> None:
    with pytest.raises(Conflict, match="已经有人用过"):
        county.join(county.login("drafter"), VILLAGE_DRAFTER)


def test_nobody_locks_or_sees_off_themselves(county: County) -> None:
    admin = county.people["admin"]

    with pytest.raises(NotAllowed):
        county.cases.accounts.lock(admin, admin, reason="试")
    with pytest.raises(NotAllowed):
        county.cases.accounts.leave(admin, admin)


def test_an_administrator_manages_their_own_units_and_those_below(
    county: County,
) -> None:
    village = county.join("cunguan", VILLAGE_ADMIN)
    accounts = county.cases.accounts

    accounts.invite(village, login="cun", name="村起草", offices=[VILLAGE_DRAFTER])
    above = Held(unit="qinghe", office=Office.DRAFTER)
    with pytest.raises(NotAllowed):
        accounts.invite(village, login="xian", name="县起草", offices=[above])
    with pytest.raises(NotAllowed):
        accounts.reset(village, county.people["drafter"])
    assert {view.login for view in accounts.listing(village)} == {"cunguan", "cun"}


def test_unknown_accounts_and_units_are_told(county: County) -> None:
    admin = county.people["admin"]
    nowhere = Held(unit="qinghe-nowhere", office=Office.DRAFTER)

    with pytest.raises(NotThere):
        county.cases.accounts.unlock(admin, "staff-none")
    with pytest.raises(NotThere):
        county.cases.accounts.set_offices(
            admin, county.people["drafter"], offices=[nowhere]
        )


def test_a_county_is_founded_once(county: County) -> None:
    with county.database.session() as session, pytest.raises(Conflict):
        found_county(
            session,
            unit="other",
            name="别县",
            login="guan",
            person="管理员",
            now=county.clock.now(),
        )


def test_an_administrator_does_not_lay_down_the_last_administration(
    county: County,
) -> None:
    admin, accounts = county.people["admin"], county.cases.accounts
    own = next(v for v in accounts.listing(admin) if v.id == admin).offices
    more = [*own, Held(unit="qinghe", office=Office.PUBLISHER)]

    with pytest.raises(NotAllowed, match="另一位管理员"):
        accounts.set_offices(admin, admin, offices=[])
    accounts.set_offices(admin, admin, offices=more)

    [view] = [v for v in accounts.listing(admin) if v.id == admin]
    assert set(view.offices) == set(more)
