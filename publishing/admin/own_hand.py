"""Ask for the person's own key where an act wants it, and do the act with it.

The passphrase goes from the field into one act and nowhere else.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

from nicegui import ui

from publishing.admin.dialog import Dialog
from publishing.admin.fields import text_of
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text
from publishing.admin.security_key import sign
from publishing.errors import PublishingError
from publishing.signing.own_word import OwnKeyNeeded, OwnWord, PassphraseNeeded

_WAIT_S: Final = 600.0
T = TypeVar("T")
Signs = Callable[[OwnWord | None], Awaitable[T]]


class NotSigned(PublishingError):
    """Say that the person closed the dialog without signing."""

    code = "not_signed"

    def __init__(self) -> None:
        super().__init__("没有签名，什么都没有改变。")


async def signed(live: Live, act: Signs[T]) -> T:
    """Do an act; where it wants the person's own key, ask for it first.

    Raises:
        NotSigned: The person left the dialog.
        PublishingError: The act was refused for another reason.
    """
    try:
        return await act(None)
    except PassphraseNeeded as needed:
        with live.client:
            asked = _Asked(live, act, needed)
        return await asked.outcome()


class _Asked(Generic[T]):
    """Be the dialog that asks for the key, and what came of it."""

    def __init__(self, live: Live, act: Signs[T], needed: PassphraseNeeded) -> None:
        self._live = live
        self._act = act
        self._needed = needed
        self._done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._made = Dialog("用您自己的钥匙签名")
        self._made.on_left(self._left)
        pressed = isinstance(needed, OwnKeyNeeded) and bool(needed.credentials)
        typed = not isinstance(needed, OwnKeyNeeded) or needed.passphrase
        with self._made:
            if pressed:
                self._draw_press(typed=typed)
            if typed:
                self._draw_phrase()
        act_label, do = (
            ("签名", self._type) if typed else ("按安全密钥签名", self._press)
        )
        self._made.acts(live, act_label, do, look="primary")
        self._made.open()

    async def outcome(self) -> T:
        """Return what the act gave.

        Raises:
            NotSigned: The person left, or was too long about it.
        """
        try:
            return await asyncio.wait_for(self._done, _WAIT_S)
        except TimeoutError as error:
            raise NotSigned from error

    def _draw_press(self, *, typed: bool) -> None:
        words = "点下面的按钮，再按一下安全密钥（要输 PIN 的先输 PIN）。"
        Text(words, tag="p", classes="mut")
        if typed:
            press = self._live.handler(self._press, tell=self._made.tell)
            Button("按安全密钥签名", press, icon="lock", look="primary tall")
            Text("或者输入钥匙口令：", tag="p", classes="mut")

    def _draw_phrase(self) -> None:
        words = "终端会核对这个签名。口令只用这一次，中心不保存。"
        Text(words, tag="p", classes="mut")
        self._field = ui.input("钥匙口令", password=True).classes("field")
        self._field.props("dense outlined stack-label autofocus autocomplete=off")
        entered = self._live.handler(self._type, tell=self._made.tell)
        self._field.on("keydown.enter", entered)

    async def _type(self) -> None:
        phrase = text_of(self._field, "钥匙口令")
        self._field.set_value("")
        await self._sign(OwnWord(passphrase=phrase))

    async def _press(self) -> None:
        if isinstance(self._needed, OwnKeyNeeded):
            keys = self._needed.credentials
            await self._sign(await sign(self._live, self._needed, keys))

    async def _sign(self, own: OwnWord) -> None:
        result = await self._act(own)
        if not self._done.done():
            self._done.set_result(result)
        self._made.close()

    def _left(self) -> None:
        if not self._done.done():
            self._done.set_exception(NotSigned())
