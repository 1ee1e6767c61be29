"""Ask for something before an act that cannot be taken back; decide nothing."""

from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from nicegui import context, ui

from publishing.admin.fields import long_text, text_of
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box

Act = Callable[[], Awaitable[None]]


class Dialog:
    """Be a dialog with its title; Esc leaves everything as it is.

    It stands at the page's own edge, so that a part which is drawn again under it
    does not take it away; closed it is gone.
    """

    def __init__(self, title: str) -> None:
        with context.client.content:
            self._dialog = ui.dialog()
        _ = self._dialog.on("hide", self._dialog.delete)
        with self._dialog:
            self._box = box("dialog")
        with self._box:
            Text(title, tag="h3")
        self._said: Text | None = None

    def __enter__(self) -> Self:
        """Begin to fill the dialog."""
        self._box.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the filling."""
        self._box.__exit__(kind, error, trace)

    def on_left(self, do: Callable[[], None]) -> None:
        """Have something done when it goes away, however it does."""
        _ = self._dialog.on("hide", do)

    def open(self) -> None:
        """Show it."""
        _ = self._dialog.open()

    def close(self) -> None:
        """Take it away."""
        _ = self._dialog.close()

    def acts(self, live: Live, label: str, do: Act, *, look: str) -> None:
        """Put the two buttons: staying at the left, the act at the right.

        What is refused is said just above them, in the reader's eye; the page's own
        place for it lies under the dialog.
        """

        async def stay() -> None:
            self.close()

        async def go() -> None:
            self.tell("")
            await do()

        with self._box, box("foot"):
            self._said = Text("", tag="p", classes="banner")
            self._said.props["role"] = "alert"
            with box("row-of end"):
                Button("不办了", stay)
                Button(label, live.handler(go, tell=self.tell), look=look)

    def read(self, label: str) -> None:
        """Put the one button of a dialog that is only read."""

        async def stay() -> None:
            self.close()

        with self._box, box("foot row-of end"):
            Button(label, stay, look="primary")

    def tell(self, words: str) -> None:
        """Say just above the buttons what was refused; no words take it away."""
        if self._said is not None:
            self._said.classes(replace="banner bad" if words else "banner")
            self._said.set_text(words)


def ask_reason(
    live: Live,
    *,
    title: str,
    consequence: str,
    label: str,
    act: str,
    do: Callable[[str], Awaitable[None]],
) -> None:
    """Open a dialog that wants a reason, and do the act with it."""
    with Dialog(title) as made:
        Text(consequence, tag="p", classes="mut")
        reason = long_text(label, most=500)

    async def go() -> None:
        told = text_of(reason, label)
        await do(told)
        made.close()

    made.acts(live, act, go, look="bad")
    made.open()


def ask_sure(live: Live, *, title: str, consequence: str, act: str, do: Act) -> None:
    """Open a dialog that says what will happen, and do the act if it is wanted."""
    with Dialog(title) as made:
        Text(consequence, tag="p", classes="mut")

    async def go() -> None:
        made.close()
        await do()

    made.acts(live, act, go, look="primary")
    made.open()
