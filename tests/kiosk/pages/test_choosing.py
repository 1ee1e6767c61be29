import httpx


async def test_people_find_what_is_done_for_them(
    client: httpx.AsyncClient,
) -> None:  # REQ-31
    events = await client.get("/events")
    people = await client.get("/people")
    disabled = await client.get("/people/disabled")
    nobody = await client.get("/people/nobody")

    assert 'href="/people"' in events.text
    assert "个体户、店主" in people.text
    assert "第一次办残疾证" in disabled.text
    assert nobody.status_code == 404
