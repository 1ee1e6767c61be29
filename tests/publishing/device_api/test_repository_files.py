from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from publishing.device_api.repository_files import RepositoryFiles
from tests.fakes.delivery import SCREEN, Delivery


@pytest.fixture
async def client(delivery: Delivery) -> AsyncIterator[httpx.AsyncClient]:
    files = RepositoryFiles(delivery.repository.folder)
    app = Starlette(routes=[Mount("/repository", files)])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://c/repository/"
    ) as made:
        yield made


async def test_a_known_timestamp_costs_no_body(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    first = await client.get("metadata/timestamp.json")
    tag = {"if-none-match": first.headers["etag"]}
    same = await client.get("metadata/timestamp.json", headers=tag)
    delivery.publisher.publish_changes([SCREEN])
    news = await client.get("metadata/timestamp.json", headers=tag)

    assert first.headers["cache-control"] == "no-cache"
    assert (same.status_code, same.content) == (304, b"")
    assert news.status_code == 200


async def test_what_never_changes_may_be_kept_for_ever(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    made = delivery.county.approved()
    delivery.publisher.publish_changes([SCREEN])
    sha256 = made.line.manifest_sha256 or ""
    folder = delivery.repository.folder / "targets" / "programmes"
    target = next(folder.iterdir()).name

    for path in (
        "metadata/1.root.json",
        f"assets/{sha256[:2]}/{sha256}",
        f"targets/programmes/{target}",
    ):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "metadata/99.root.json",
        ".lock",
        "metadata/.new-timestamp.json",
        "assets/ab/..%2F..%2F..%2Fkeys/bins.key",
        "",
        "targets/people.json",
    ],
)
async def test_what_is_not_there_or_not_public_is_404_without_a_body(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)

    assert (answer.status_code, answer.content) == (404, b"")


async def test_a_missing_timestamp_is_404(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    (delivery.repository.metadata_folder / "timestamp.json").unlink()

    assert (await client.get("metadata/timestamp.json")).status_code == 404


async def test_nothing_is_written_over_http(client: httpx.AsyncClient) -> None:
    answer = await client.put("metadata/timestamp.json", content=b"{}")

    assert answer.status_code == 405
