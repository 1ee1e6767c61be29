from datetime import timedelta

import pytest

from publishing.errors import AccountLocked, NotSignedIn, SignInRefused
from publishing.staff.sessions import FAILURES_ALLOWED, IDLE, LOCKED_FOR, LONGEST
from tests.fakes.desk import PASSWORD, County


def _fail(county: County, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            county.cases.sessions.sign_in(county.login("drafter"), "wrong")


def test_a_session_says_who_it_is_for(county: County) -> None:
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)

    assert county.cases.sessions.find(opened.token).id == county.people["drafter"]
    assert county.cases.sessions.peek(opened.token).id == county.people["drafter"]


@pytest.mark.parametrize(
    ("login", "password"), [("drafter-login", "wrong"), ("nobody", PASSWORD)]
)
def test_an_unknown_name_and_a_wrong_password_are_told_alike(
    county: County, login: str, password: str
) -> None:
    with pytest.raises(SignInRefused, match="账号或密码不对"):
        county.cases.sessions.sign_in(login, password)


def test_an_invited_person_cannot_sign_in_before_setting_a_password(
    county: County,
) -> None:
    county.cases.accounts.invite(
        county.people["admin"], login="fresh", name="新", offices=[]
    )

    for guess in ("", "fresh", "password"):
        with pytest.raises(SignInRefused):
            county.cases.sessions.sign_in("fresh", guess)


def test_a_session_without_a_sign_of_life_ends(county: County) -> None:
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    county.clock.at += IDLE

    with pytest.raises(NotSignedIn):
        county.cases.sessions.find(opened.token)


def test_a_sign_of_life_prolongs_a_session_but_not_for_ever(county: County) -> None:
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    end = county.clock.at + LONGEST
    step = IDLE - timedelta(minutes=1)
    while county.clock.at + step < end:
        county.clock.at += step
        county.cases.sessions.find(opened.token)
    county.clock.at = end

    with pytest.raises(NotSignedIn):
        county.cases.sessions.find(opened.token)


def test_a_look_at_a_session_is_no_sign_of_life(county: County) -> None:
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    county.clock.at += IDLE - timedelta(minutes=1)
    county.cases.sessions.peek(opened.token)
    county.clock.at += timedelta(minutes=1)

    with pytest.raises(NotSignedIn):
        county.cases.sessions.find(opened.token)


def test_after_failures_the_right_password_does_not_open_for_a_while(
    county: County,
) -> None:
    _fail(county, FAILURES_ALLOWED)

    with pytest.raises(AccountLocked, match="请 15 分钟后再试"):
        county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    _fail(county, 1)
    county.clock.at += LOCKED_FOR
    assert county.cases.sessions.sign_in(county.login("drafter"), PASSWORD).token


def test_who_goes_on_guessing_while_it_is_locked_learns_no_password(
    county: County,
) -> None:
    _fail(county, FAILURES_ALLOWED * 2)

    with pytest.raises(SignInRefused):
        county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)

    county.clock.at += LOCKED_FOR
    _fail(county, FAILURES_ALLOWED - 1)
    assert county.cases.sessions.sign_in(county.login("drafter"), PASSWORD).token


def test_a_success_forgets_the_failures_before_it(county: County) -> None:
    _fail(county, FAILURES_ALLOWED - 1)
    county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)
    _fail(county, FAILURES_ALLOWED - 1)

    assert county.cases.sessions.sign_in(county.login("drafter"), PASSWORD).token


def test_no_token_is_kept_as_it_is(county: County) -> None:
    opened = county.cases.sessions.sign_in(county.login("drafter"), PASSWORD)

    county.database.close()
    folder = county.services.files.root.parent
    kept = b"".join(path.read_bytes() for path in folder.glob("mingbai.sqlite3*"))
    assert opened.token.encode() not in kept
    assert PASSWORD.encode() not in kept
