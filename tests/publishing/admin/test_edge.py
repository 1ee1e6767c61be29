from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from publishing.admin.edge import Edge, is_own_origin
from publishing.admin.secret import secret_of


@pytest.mark.parametrize(
    ("origin", "environ", "own"),
    [
        ("https://a.example:8700", {"HTTP_HOST": "a.example:8700"}, True),
        ("https://b.example", {"HTTP_HOST": "a.example:8700"}, False),
        ("https://a.example", {"HTTP_HOST": "a.example:8700"}, False),
        ("null", {"HTTP_HOST": "a.example"}, False),
        (None, {"HTTP_HOST": "a.example"}, False),
        ("file://a.example", {"HTTP_HOST": "a.example"}, False),
        (
            "https://a.example",
            {"HTTP_HOST": "127.0.0.1:8700", "HTTP_X_FORWARDED_HOST": "a.example"},
            True,
        ),
    ],
)
def test_a_live_connection_is_taken_from_pages_of_this_host_alone(
    origin: str | None, environ: dict[str, str], own: bool
) -> None:
    assert is_own_origin(origin, environ) is own


async def test_every_answer_forbids_other_origins_and_frames() -> None:
    app = Edge(PlainTextResponse("here"))
    transport = httpx.ASGITransport(app=app)

    async with httpx.AsyncClient(transport=transport, base_url="https://t") as client:
        answer = await client.get("/")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(
    tmp_path: Path,
) -> None:
    file = tmp_path / "secrets" / "pages.secret"

    made = secret_of(file)

    assert secret_of(file) == made
    assert len(made) > 40
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
