import re

import pytest
from sqlalchemy import select

from publishing.database import Database
from publishing.tables.journal import JournalEntry
from tests.fakes.admin_pages import Pages

EVERY_PAGE = (
    "/",
    "/todo",
    "/disclosures",
    "/disclosures?view=way",
    "/approval",
    "/schedule",
    "/hanging",
    "/devices",
    "/journal",
    "/drafts/new",
    "/settings/staff",
    "/settings/units",
    "/settings/groups",
    "/settings/hall",
)
NOT_THEIRS = {
    ("drafter", "/journal"),
    ("reviewer", "/journal"),
    ("drafter", "/settings/staff"),
    ("reviewer", "/settings/staff"),
    ("approver", "/settings/staff"),
    ("publisher", "/settings/staff"),
    ("reviewer", "/drafts/new"),
    ("approver", "/drafts/new"),
    ("publisher", "/drafts/new"),
    ("admin", "/drafts/new"),
}
WHO = ("drafter", "reviewer", "approver", "publisher", "admin")


def journalled(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry.act)))


@pytest.mark.parametrize("path", EVERY_PAGE)
async def test_no_page_opens_to_who_is_not_signed_in(pages: Pages, path: str) -> None:
    answer = await pages.user.http_client.get(path)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


async def test_the_sign_in_page_hands_a_plain_form_to_the_staff_api(
    pages: Pages,
) -> None:
    answer = await pages.user.http_client.get("/sign-in?next=/todo")

    assert "sign-in" in answer.text
    assert "current-password" in answer.text


@pytest.mark.parametrize("who", WHO)
async def test_every_person_sees_every_page_or_is_told_whose_it_is(
    pages: Pages, who: str
) -> None:
    pages.sign_in(who)

    told = {path: await _text(pages, path) for path in EVERY_PAGE}

    for path, text in told.items():
        refused = "您不能" in text
        assert refused is ((who, path) in NOT_THEIRS), path
        assert "这一页打不开" not in text


async def test_an_address_without_a_page_says_so_in_words_with_the_way_back(
    pages: Pages,
) -> None:
    answer = await pages.user.http_client.get("/nothing/<script>")

    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert "回总览" in answer.text
    assert "<script>" not in answer.text
    assert "HTTPException" not in answer.text


async def test_the_frame_says_county_person_and_offices(pages: Pages) -> None:
    await pages.open("drafter", "/")

    await pages.sees("清禾县", "drafter-login岗", "起草人", "总览")


async def test_a_page_that_stays_open_leaves_when_its_session_ends(
    pages: Pages,
) -> None:
    token = pages.sign_in("approver")
    await pages.user.open("/hanging")

    pages.county.cases.sessions.sign_out(token)

    await pages.sees("登录")


async def test_an_act_on_a_page_whose_session_ended_changes_nothing(
    pages: Pages,
) -> None:
    made = pages.county.reviewed()
    token = pages.sign_in("approver")
    await pages.user.open(f"/approval?draft={made.line.id}")

    pages.county.cases.sessions.sign_out(token)
    pages.press("同意，签名")

    await pages.sees("登录")
    kept = pages.county.cases.looking.draft(
        pages.county.people["approver"], made.line.id
    )
    assert kept.line.state.value == "reviewed"


async def test_a_lock_closes_the_live_pages_of_who_is_locked(pages: Pages) -> None:
    await pages.open("drafter", "/todo")

    pages.county.cases.accounts.lock(
        pages.county.people["admin"], pages.county.people["drafter"], reason="离岗交接"
    )

    await pages.sees("登录")


async def test_a_page_of_another_office_is_refused_and_journalled(
    pages: Pages,
) -> None:
    await pages.open("drafter", "/settings/staff")

    await pages.sees("您不能看人员名单")
    assert "refused" in journalled(pages.county.database)


async def test_pages_left_open_do_not_keep_their_session_alive(pages: Pages) -> None:
    token = pages.sign_in("publisher")
    await pages.user.open("/devices")

    pages.county.clock.forward(minutes=31)

    await pages.sees("登录")
    assert re.fullmatch(r"[\w-]+", token)


async def test_what_does_not_exist_is_said_in_the_frame(pages: Pages) -> None:
    await pages.open("drafter", "/disclosures/qinghe-d-000000000000")

    await pages.sees("没有找到这件公开事项", "回总览")


async def _text(pages: Pages, path: str) -> str:
    answer = await pages.user.http_client.get(path)
    assert answer.status_code == 200, path
    return answer.text
