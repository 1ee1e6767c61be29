"""Go from page to page as somebody does who does not wait for the last one."""

from playwright.async_api import Error, Page, Response

_TRIES = 10
_OVERTAKEN = ("interrupted", "ERR_ABORTED")


async def visit(page: Page, address: str) -> Response | None:
    """Open an address, also where what the last touch asked for comes in between.

    The browser gives up the page that was asked for first when a second one is: the
    touch before may have asked for it a moment later than the test went on.

    Raises:
        Error: It does not open, for another reason or again and again.
    """
    for _ in range(_TRIES - 1):
        try:
            return await page.goto(address)
        except Error as error:
            if not any(words in str(error) for words in _OVERTAKEN):
                raise
    return await page.goto(address)
