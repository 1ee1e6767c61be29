import re

import httpx

FRAGMENT = {"hx-request": "true"}


async def test_strokes_lead_to_a_character_and_characters_to_the_window(
    client: httpx.AsyncClient,
) -> None:  # REQ-31: 五笔画
    async def after(key: str) -> str:
        answer = await client.post("/find", data={"key": key}, follow_redirects=True)
        return answer.text

    chosen = await client.post("/pad", data={"by": "strokes"}, follow_redirects=True)
    await after("stroke-3")
    await after("stroke-2")
    begun = await after("stroke-5")
    body = await after("身")
    share = await after("份")
    paper = await after("证")
    back = await after("back")

    assert "照写字的先后" in chosen.text
    assert "<span>撇</span><span>竖</span><span>折</span>" in begun
    assert 'value="身"' in begun
    assert 'value="份"' in body
    assert 'value="证"' in share
    assert "/items/qinghe-gaj-001" in paper
    assert 'name="words" value="身份"' in back


async def test_strokes_are_taken_back_and_end_with_the_pad(
    client: httpx.AsyncClient,
) -> None:
    async def after(path: str, **data: str) -> str:
        return (await client.post(path, data=data, follow_redirects=True)).text

    await after("/pad", by="strokes")
    await after("/find", key="stroke-1")
    impossible = await after("/find", key="stroke-9")
    unsure = await after("/find", key="stroke-0")
    back = await after("/find", key="back")
    letters = await after("/pad", by="letters")
    again = await after("/pad", by="strokes")

    assert "<span>横</span></p>" in impossible
    assert "<span>横</span><span>忘了</span>" in unsure
    assert "<span>横</span></p>" in back
    assert 'id="key-A"' in letters
    assert "<span>横</span>" not in again


async def test_a_fragment_brings_the_characters_and_the_strokes_that_lead_on(
    client: httpx.AsyncClient,
) -> None:
    await client.post("/pad", data={"by": "strokes"})

    begun = await client.post(
        "/find", data={"words": "", "strokes": "32x5"}, headers=FRAGMENT
    )
    nothing = await client.post(
        "/find", data={"words": "身", "strokes": "5" * 99}, headers=FRAGMENT
    )

    assert 'value="身"' in begun.text
    assert re.findall(r'class="characters" data-live="([0-5]*)"', begun.text) == [
        "01234"
    ]
    assert "没有这样写的字" in nothing.text
    assert 'class="characters" data-live=""' in nothing.text
