"""Let the keepers of a catalogue add, change and take out its lines; decide nothing."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from publishing.admin.dialog import ask_sure
from publishing.admin.entry_form import ask_entry
from publishing.admin.live import Live
from publishing.admin.parts import Button
from publishing.admin.services import AdminServices
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_keeping import KEEPERS
from publishing.catalogue.entry_lines import EntryView


class LineActs:
    """Bind what is done with a line to the person and to what is drawn again."""

    def __init__(
        self,
        live: Live,
        services: AdminServices,
        unit: str,
        refresh: Callable[[], Awaitable[None]],
    ) -> None:
        self._live = live
        self._services = services
        self._unit = unit
        self._refresh = refresh
        self._keeps = live.person.holds_somewhere(*KEEPERS)

    def draw_adding(self) -> None:
        """Draw the button for a new line, for whoever keeps a catalogue."""
        if self._keeps:
            add = self._live.handler(self._add)
            Button("加一条", add, icon="add", look="primary")

    def draw_keeping(self, view: EntryView) -> None:
        """Draw the buttons of a line, for whoever keeps a catalogue."""
        if not self._keeps:
            return
        Button("改", self._live.handler(partial(self._change, view)), look="low")
        shut = self._live.handler(partial(self._close, view))
        Button("去掉", shut, look="low bad")

    async def _add(self) -> None:
        ask_entry(
            self._live,
            "给公开目录加一条",
            None,
            mandates=self._services.mandates,
            categories=await self._offered(),
            do=self._create,
        )

    async def _offered(self) -> Sequence[str]:
        return await self._live.ask(self._services.cases.categories.offered)

    async def _create(self, form: EntryForm) -> None:
        await self._live.ask(self._services.cases.entries.create, self._unit, form)
        await self._refresh()
        self._live.say(f"已加上“{form.name}”。")

    async def _change(self, view: EntryView) -> None:
        async def go(form: EntryForm) -> None:
            entries = self._services.cases.entries
            await self._live.ask(entries.change, view.line, form, seen=view.id)
            await self._refresh()
            self._live.say(f"“{form.name}”从今天起按新的写法。")

        ask_entry(
            self._live,
            f"改“{view.form.name}”",
            view.form,
            mandates=self._services.mandates,
            categories=await self._offered(),
            do=go,
        )

    async def _close(self, view: EntryView) -> None:
        async def go() -> None:
            entries = self._services.cases.entries
            await self._live.ask(entries.close, view.line, seen=view.id)
            await self._refresh()
            self._live.say(f"“{view.form.name}”从今天起不在目录里了，以前的还查得到。")

        ask_sure(
            self._live,
            title=f"去掉“{view.form.name}”",
            consequence="从今天起不再要求公开这一条。以前该发没发的，照旧记着。",
            act="去掉",
            do=go,
        )
