"""Draw security keys, and the new keys that wait for an administrator's word."""

from functools import partial
from urllib.parse import urlsplit

from publishing.admin.dates import fingerprint
from publishing.admin.dialog import ask_sure
from publishing.admin.fields import line
from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, empty
from publishing.admin.section import Section
from publishing.admin.security_key import register
from publishing.staff.security_keys import SecurityKeys, SecurityKeyView
from publishing.staff.vouching import NewKey, Vouching


class SecurityKeysCard:
    """Bind registering and retiring security keys to their list."""

    def __init__(self, live: Live, keys: SecurityKeys) -> None:
        self._live = live
        self._keys = keys
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[SecurityKeyView, ...]:
        return await self._live.ask(self._keys.mine)

    def _draw(self, found: tuple[SecurityKeyView, ...]) -> None:
        with card("安全密钥", icon_name="lock", note=f"{len(found)} 把"):
            words = (
                "插在电脑上、按一下就签名的小硬件。私钥不离开它，"
                "没有您按一下，谁占了发布中心也签不出您的名字。"
                "建议批准人都用，最好有两把。"
            )
            Text(words, tag="p", classes="mut small")
            if found:
                with box("lines", tag="ul"):
                    for one in found:
                        self._line(one)
            else:
                empty("还没有登记。把它插好，写个名字，点登记。")
            label = line("给它起个名字，像“办公室那把”", most=40)

            async def go() -> None:
                host = urlsplit(self._live.address).hostname or ""
                asked = await self._live.ask(self._keys.invite, host=host)
                told = await register(self._live, asked)
                name = str(label.value or "")
                await self._live.ask(self._keys.register, told, host=host, label=name)
                self._live.say("登记好了。人员名单签好、导入以后才算数。")
                await self.listing.refresh()

            Button("登记安全密钥", self._live.handler(go), icon="add")

    def _line(self, one: SecurityKeyView) -> None:
        with box(tag="li"):
            with box():
                Text(one.label, tag="b")
                made = self._live.calendar.moment(one.made_at)
                told = f"{made}登记，指纹 {fingerprint(one.key_id)}"
                Text(told, tag="p", classes="mut small")
            retire = self._live.handler(partial(self._retire, one))
            Button("丢了、不用了", retire, look="low bad")

    async def _retire(self, one: SecurityKeyView) -> None:
        async def go() -> None:
            await self._live.ask(self._keys.retire, one.key_id)
            self._live.say("已注销。请管理员尽快送人员名单签字，签好以前终端还认它。")
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"注销“{one.label}”",
            consequence="这把以后签不了。签过的仍然有效。",
            act="注销",
            do=go,
        )


class VouchingCard:
    """Let an administrator say that a new key is its owner's."""

    def __init__(self, live: Live, vouching: Vouching) -> None:
        self._live = live
        self._vouching = vouching
        self.listing = Section(self._load, self._draw)

    async def _load(self) -> tuple[NewKey, ...]:
        return await self._live.ask(self._vouching.waiting)

    def _draw(self, found: tuple[NewKey, ...]) -> None:
        with card("等您当面核对的新钥匙", icon_name="badge", note=f"{len(found)} 把"):
            words = (
                "有人丢了口令或钥匙，又做了一把。请他本人当面打开“我的钥匙”，"
                "对上指纹再点核对；电话里、消息里说的不算。"
            )
            Text(words, tag="p", classes="mut small")
            if not found:
                empty("现在没有。")
                return
            with box("lines", tag="ul"):
                for one in found:
                    self._line(one)

    def _line(self, one: NewKey) -> None:
        with box(tag="li"):
            with box():
                kind = "安全密钥" if one.security else "口令钥匙"
                Text(f"{one.name}　{kind}", tag="b")
                made = self._live.calendar.moment(one.made_at)
                told = f"{made}做的，指纹 {fingerprint(one.key_id)}"
                Text(told, tag="p", classes="mut small")
            vouch = self._live.handler(partial(self._vouch, one))
            Button("指纹对上了", vouch, look="low primary")

    async def _vouch(self, one: NewKey) -> None:
        async def go() -> None:
            await self._live.ask(self._vouching.vouch, one.key_id)
            words = "已核对，记入操作记录。请做一份人员名单签字申请，送线下签字。"
            self._live.say(words)
            await self.listing.refresh()

        ask_sure(
            self._live,
            title=f"核对{one.name}的新钥匙",
            consequence="您说的是：本人在场，指纹一样。名字记入操作记录。",
            act="指纹对上了",
            do=go,
        )
