import httpx
import pytest

PAPERS = "/items/qinghe-gaj-001/papers"
"""户口簿 is needed, the old 身份证 if there is one, the photograph is made there."""
MISSING = "还缺 1\u00a0样"


async def ticked(client: httpx.AsyncClient, paper: int, on: int = 1) -> httpx.Response:
    data = {"paper": str(paper), "on": str(on)}
    return await client.post(PAPERS, data=data, follow_redirects=True)


async def test_what_is_missing_is_named_until_all_is_ticked(
    client: httpx.AsyncClient,
) -> None:  # REQ-32
    answer = await client.get("/items/qinghe-gaj-001")
    before = await client.get(PAPERS)
    after = await ticked(client, 0)

    assert f'href="{PAPERS}"' in answer.text
    assert MISSING in before.text
    assert before.text.count('role="checkbox"') == 2
    assert "原件 1 份" in before.text
    assert "材料齐了" in after.text
    assert "旧身份证有才带" in after.text
    assert after.text.count('aria-checked="true"') == 1


async def test_a_tick_is_taken_back_and_shown_on_the_answer(
    client: httpx.AsyncClient,
) -> None:
    await ticked(client, 0)
    both = await ticked(client, 1)
    answer = await client.get("/items/qinghe-gaj-001")
    back = await ticked(client, 0, on=0)

    assert "有才带。" not in both.text
    assert answer.text.count("check</i></span>") == 2
    assert MISSING in back.text


async def test_nothing_of_it_outlives_the_visit_or_reaches_another_item(
    client: httpx.AsyncClient,
) -> None:  # REQ-53
    await ticked(client, 0)
    other = await client.get("/items/qinghe-gaj-002/papers")
    await client.post("/forget")
    again = await client.get(PAPERS)

    assert 'aria-checked="true"' not in other.text
    assert 'aria-checked="true"' not in again.text


@pytest.mark.parametrize(
    ("path", "paper", "status"),
    [
        (PAPERS, "99", 404),
        (PAPERS, "-1", 422),
        (PAPERS, "户口簿", 422),
        ("/items/nowhere/papers", "0", 404),
    ],
)
async def test_what_no_list_has_cannot_be_ticked(
    client: httpx.AsyncClient, path: str, paper: str, status: int
) -> None:
    answer = await client.post(path, data={"paper": paper, "on": "1"})

    assert answer.status_code == status
    assert "首页" in answer.text
