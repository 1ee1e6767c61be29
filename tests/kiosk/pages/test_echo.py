import re

import httpx

from kiosk.echo_book import book_of
from programme.echo import RequestOffice, UnitOffice
from programme.questions import number_of
from tests.fakes.device_store import DeviceStore
from tests.fakes.kiosk_message import PRIVATE, SHOWN, UNSIGNED, echo
from tests.fakes.kiosk_pages import text_of


async def follow(client: httpx.AsyncClient, number: str) -> str:
    await client.post("/message/follow", data={"key": "clear"})
    for key in number:
        await client.post("/message/follow", data={"key": key})
    return re.sub(r"<[^>]+>", "", await text_of(client, "/message/follow"))


async def test_a_question_is_followed_by_its_number(
    open_client: httpx.AsyncClient,
) -> None:
    assert "看回复" in await follow(open_client, SHOWN)
    assert "没有公开。请带号码到民政局问" in await follow(open_client, PRIVATE)
    assert "还没有消息" in await follow(open_client, number_of(77))
    wrong = SHOWN[:-1] + str((int(SHOWN[-1]) + 1) % 10)
    assert "没有这个号码" in await follow(open_client, wrong)
    assert "号码有\u00a012\u00a0位" not in await follow(open_client, SHOWN)
    await open_client.post("/message/follow", data={"key": "back"})
    page = await text_of(open_client, "/message/follow")
    assert "在您记下或拍下的纸上" in page
    await open_client.post("/message/follow", data={"key": "x"})


async def test_the_wall_has_replies_that_two_people_approved_and_no_other(
    open_client: httpx.AsyncClient,
) -> None:
    # REQ-50, REQ-52: nothing unapproved may ever appear
    wall = await text_of(open_client, "/echo")
    assert f"/echo/{SHOWN}" in wall
    assert UNSIGNED not in wall
    assert PRIVATE not in wall
    assert "<b>椅子</b>" not in wall.replace("<b>大厅", "")

    page = await text_of(open_client, f"/echo/{SHOWN}")
    assert "已采纳" in page
    plain = re.sub(r"<[^>]+>|\u00a0", "", page)
    assert "12月1日前办好" in plain.replace(" ", "")
    assert "办好了" in plain
    assert "二十把" in plain
    assert "<i>二十把" not in page
    for number in (PRIVATE, UNSIGNED, number_of(9), "nothing"):
        assert (await open_client.get(f"/echo/{number}")).status_code == 404


async def test_an_empty_wall_says_so(client: httpx.AsyncClient) -> None:
    assert "还没有公开的回复" in await text_of(client, "/echo")


async def test_disclosure_on_request_is_explained_with_place_form_and_code(
    open_client: httpx.AsyncClient,
) -> None:
    # REQ-55: no identity on the kiosk
    page = await text_of(open_client, "/message/request")
    assert "2 楼 201 室" in page
    assert "20\u00a0个工作日" in page
    assert "<input" not in page.replace('<input type="hidden"', "")
    assert "什么时候能交：工作日 8:30-17:30" in re.sub(r"<[^>]+>|\u00a0", "", page)
    assert (await open_client.get("/message/request.svg")).status_code == 200


def test_the_displays_of_a_unit_name_its_own_office(store: DeviceStore) -> None:
    # REQ-55
    own = RequestOffice(place="村委会", telephone="0555-010-0301", form="")
    wall = echo(store).model_copy(
        update={"unit_offices": (UnitOffice(unit="qinghe-liuwu", office=own),)}
    )
    assert wall.request_office is not None
    assert "hours" not in own.model_dump(mode="json")

    book = book_of(wall, store.signers.people())

    assert book.office_of("qinghe-liuwu") == own
    assert book.office_of("qinghe") == wall.request_office
