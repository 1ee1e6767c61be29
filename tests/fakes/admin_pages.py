"""Sit down at the staff's pages as one of the county's people."""

from collections.abc import Callable
from dataclasses import dataclass

from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from publishing.admin.parts import Button
from tests.fakes.desk import PASSWORD, County

Choose = Callable[[str, object], None]
"""Makes a choice in a field by its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Be the pages of a county, in no browser."""

    user: User
    county: County
    cookie: str

    def sign_in(self, who: str) -> str:
        """Sign somebody in as the browser's script does; return the session."""
        opened = self.county.cases.sessions.sign_in(self.county.login(who), PASSWORD)
        self.user.http_client.cookies.set(self.cookie, opened.token)
        return opened.token

    async def open(self, who: str, path: str) -> None:
        """Open a page as somebody."""
        self.sign_in(who)
        await self.user.open(path)

    async def sees(self, *words: str) -> None:
        """Wait until all these words stand on the page."""
        for one in words:
            await self.user.should_see(one, retries=40)

    def type(self, label: str, text: str) -> None:
        """Type into the field of this name."""
        field = self.user.find(kind=ui.input, content=label)
        field.clear()
        field.type(text)

    def tell(self, label: str, text: str) -> None:
        """Type into the large field of this name."""
        with self.user:
            for field in self.user.find(kind=ui.textarea, content=label).elements:
                field.value = text

    def choose(self, label: str, value: str) -> None:
        """Choose a value in the choice of this name, as the page knows it."""
        with self.user:
            for field in self.user.find(kind=ui.select, content=label).elements:
                field.value = value

    def press(self, label: str) -> None:
        """Press the button that says exactly this, of several the first."""
        self._click(label, min(self._buttons(label), key=_place))

    def press_newest(self, label: str) -> None:
        """Press the button that says exactly this, of several the newest.

        One of an open dialog goes before those below it, which may be drawn anew.
        """
        found = self._buttons(label)
        above = [button for button in found if _is_asked(button)]
        self._click(label, max(above or found, key=_place))

    def _buttons(self, label: str) -> list[Button]:
        found = self.user.find(Button).elements
        return [button for button in found if button.text == label]

    def _click(self, label: str, button: Button) -> None:
        UserInteraction(self.user, {button}, label).click()


def _is_asked(button: Button) -> bool:
    dialogs = [one for one in button.ancestors() if isinstance(one, ui.dialog)]
    return any(one.value for one in dialogs)


def _place(button: Button) -> int:
    return button.id
