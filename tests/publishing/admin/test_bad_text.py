import pytest

from programme.blocks import Paragraph
from tests.fakes.admin_pages import Pages

SCRIPT = "<script>alert(1)</script>"
OTHERS = ("<img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "</div><h1>大</h1>")


@pytest.mark.parametrize("path", ["/", "/todo", "/disclosures?view=way"])
async def test_a_script_in_a_title_is_text_in_every_list(
    pages: Pages, path: str
) -> None:
    pages.county.draft(title=SCRIPT)
    pages.sign_in("drafter")

    await pages.user.open(path)
    answer = await pages.user.http_client.get(path)

    await pages.sees(SCRIPT)
    assert SCRIPT not in answer.text


@pytest.mark.parametrize("words", [SCRIPT, *OTHERS])
async def test_markup_in_title_text_and_reason_is_text_on_the_desk(
    pages: Pages, words: str
) -> None:
    made = pages.county.submitted(title=words, blocks=(Paragraph(text=words),))
    pages.sign_in("reviewer")

    for tab in ("pages", "compare", "text"):
        path = f"/approval?draft={made.line.id}&tab={tab}"
        await pages.user.open(path)
        answer = await pages.user.http_client.get(path)
        await pages.sees(words)
        assert words not in answer.text or "<" not in words


async def test_markup_in_names_of_people_and_places_is_text(pages: Pages) -> None:
    held = ()
    pages.county.cases.accounts.invite(
        pages.county.people["admin"], login="x-login", name=SCRIPT, offices=held
    )

    await pages.open("admin", "/settings/staff")

    await pages.sees(SCRIPT)
