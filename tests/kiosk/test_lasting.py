import re

import httpx

from kiosk.lasting import Lasting, shipped_files

ADDRESS = re.compile(r'(?:href|src)="(/(?:lasting|static)/[^"]+)"')


async def test_a_browser_may_keep_what_pages_are_drawn_with_for_good(
    client: httpx.AsyncClient,
) -> None:
    kinds = set()
    for page in ("/", "/find", "/notices/search"):
        for address in ADDRESS.findall((await client.get(page)).text):
            answer = await client.get(address)
            kinds.add(answer.headers["content-type"].partition(";")[0])

            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]
            assert answer.headers["x-content-type-options"] == "nosniff"
    assert kinds == {"text/css", "text/javascript", "image/svg+xml"}


async def test_pages_themselves_are_kept_nowhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/find")

    assert answer.headers["cache-control"] == "no-store"


async def test_an_address_of_other_files_leads_nowhere(
    client: httpx.AsyncClient,
) -> None:
    base = shipped_files().base
    for address in (f"{base}/none.css", f"{base}/../app.py", "/lasting/0/frame.css"):
        answer = await client.get(address)

        assert answer.status_code == 404


def test_another_file_gives_all_of_them_another_address() -> None:
    one = Lasting(files={"a.css": b"a", "b.css": b"b"})
    others = (
        Lasting(files={"a.css": b"a", "b.css": b"c"}),
        Lasting(files={"a.css": b"a", "c.css": b"b"}),
        Lasting(files={"a.css": b"ab", "b.css": b""}),
        Lasting(files={"a.css": b"a"}),
    )

    turned = Lasting(files={"b.css": b"b", "a.css": b"a"})

    assert turned.base == one.base
    assert one.base not in {other.base for other in others}


def test_scripts_ask_for_each_other_beside_themselves() -> None:
    """A module under two addresses would be two modules with a state each."""
    found = [
        address
        for name, data in shipped_files().files.items()
        if name.endswith(".js") and not name.startswith("vendor/")
        for address in re.findall(r'from "([^"]+)"', data.decode())
    ]

    assert found
    assert [address for address in found if not address.startswith("./")] == []
