from collections.abc import AsyncIterator

from tests.fakes.browsers import Browser
from tests.fakes.desk import PASSWORD, County


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    county: County, browser: Browser
) -> None:
    login = {"login": county.login("drafter"), "password": PASSWORD}

    answer = await browser().post("/api/session", json=login)

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-mingbai=")
    for word in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert word in cookie
    assert answer.json()["offices"] == [{"unit": "qinghe", "office": "drafter"}]


async def test_signing_out_ends_the_session_at_the_centre(
    county: County, browser: Browser
) -> None:
    client = browser()
    login = {"login": county.login("drafter"), "password": PASSWORD}
    token = (await client.post("/api/session", json=login)).cookies["__Host-mingbai"]
    await client.delete("/api/session")

    thief = browser()
    thief.cookies.set("__Host-mingbai", token)
    answer = await thief.get("/api/me")

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"


async def test_signing_out_twice_is_no_mistake(browser: Browser) -> None:
    answer = await browser().delete("/api/session")

    assert answer.status_code == 204


async def test_a_forged_session_is_refused(browser: Browser) -> None:
    client = browser()
    client.cookies.set("__Host-mingbai", "forged")

    assert (await client.get("/api/me")).status_code == 401


async def test_a_write_from_another_sites_page_is_refused(
    county: County, browser: Browser
) -> None:
    client = browser()
    login = {"login": county.login("admin"), "password": PASSWORD}

    for origin in ("https://evil.test", "null", "", "http://centre.test.evil"):
        answer = await client.post(
            "/api/session", json=login, headers={"origin": origin}
        )
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "origin_refused"
    assert (await client.post("/api/session", json=login)).status_code == 200


async def test_an_invitation_sets_the_first_password_once(
    county: County, browser: Browser
) -> None:
    client = browser()
    login = {"login": county.login("admin"), "password": PASSWORD}
    await client.post("/api/session", json=login)
    office = {"unit": "qinghe", "office": "drafter"}
    form = {"login": "xin", "name": "新同事", "offices": [office]}
    token = (await client.post("/api/staff", json=form)).json()["token"]

    new = browser()
    set_password = {"token": token, "password": "a-long-new-one"}
    first = await new.post("/api/invitations/accept", json=set_password)
    second = await new.post("/api/invitations/accept", json=set_password)
    signed_in = await new.post(
        "/api/session", json={"login": "xin", "password": "a-long-new-one"}
    )

    assert first.json() == {"login": "xin"}
    assert second.json()["error"]["code"] == "token_refused"
    assert signed_in.status_code == 200


async def test_mistakes_in_a_form_are_all_told_at_once_as_json(
    browser: Browser,
) -> None:
    answer = await browser().post("/api/session", json={"nope": 1})

    error = answer.json()["error"]
    assert answer.status_code == 422
    assert error["code"] == "form_refused"
    assert {one["field"] for one in error["fields"]} == {"login", "password", "nope"}


async def test_unknown_addresses_methods_and_bytes_answer_as_json(
    browser: Browser,
) -> None:
    client = browser()

    answers = [
        await client.get("/api/nothing"),
        await client.put("/api/session"),
        await client.post(
            "/api/session",
            content=b"{",
            headers={"content-type": "application/json"},
        ),
        await client.post("/api/session", json={"login": "x" * 20_000}),
    ]

    assert [answer.status_code for answer in answers] == [404, 405, 422, 413]
    for answer in answers:
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["error"]["message"]
        assert "set-cookie" not in answer.headers


async def test_a_body_without_length_is_cut_off_at_the_limit(
    browser: Browser,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 1024

    answer = await browser().post("/api/session", content=endless())

    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


async def test_a_password_is_never_repeated_in_an_answer(browser: Browser) -> None:
    secret = "s3cret-" * 60

    answer = await browser().post(
        "/api/session", json={"login": "x", "password": secret}
    )

    assert answer.status_code == 422
    assert "s3cret" not in answer.text
