"""Nothing that was typed stays in a cache of the program beyond the visit."""

from datetime import timedelta

import httpx

from tests.fakes.moving_clock import MovingClock
from tests.fakes.remembered import remembered

FRAGMENT = {"hx-request": "true"}
LETTERS = ("huqzjyw", "shetuanquxiangdi", "mzhangsanli")
WORDS = ("饕餮", "鸳鸯", "貔貅")


async def type_everywhere(client: httpx.AsyncClient) -> None:
    """Type into every box that looks for something while it is typed."""
    for words in (*LETTERS, *WORDS):
        for path in ("/find", "/notices/search"):
            data = {"words": words}
            answer = await client.post(path, data=data, headers=FRAGMENT)
            assert answer.status_code == 200


async def test_no_cache_holds_what_was_typed_after_the_visit(
    client: httpx.AsyncClient,
) -> None:
    await type_everywhere(client)
    during = remembered(*LETTERS, *WORDS)

    await client.post("/forget")

    assert during != set()
    assert remembered(*LETTERS, *WORDS) == set()


async def test_no_cache_holds_what_was_typed_when_a_dead_browser_is_swept_away(
    client: httpx.AsyncClient, clock: MovingClock
) -> None:
    await type_everywhere(client)
    clock.forward(timedelta(hours=1))

    await client.get("/healthz")

    assert remembered(*LETTERS, *WORDS) == set()
