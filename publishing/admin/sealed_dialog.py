"""Open a sealed reason and say what another approver thinks of it; decide nothing."""

from collections.abc import Awaitable, Callable

from publishing.admin.dialog import Dialog
from publishing.admin.fields import choice, chosen, long_text, text_of
from publishing.admin.live import Live
from publishing.admin.parts import Text
from publishing.overriding.sealed import SealedReasons
from publishing.overriding.views import OrderView

Done = Callable[[], Awaitable[None]]
_VERDICTS = {"yes": "有理由", "no": "理由不足"}


async def ask_review(
    live: Live, sealed: SealedReasons, one: OrderView, done: Done
) -> None:
    """Show the reason, and take the verdict where there is none yet."""
    reason = await live.ask(sealed.open, one.id)
    with Dialog("封存的理由") as made:
        Text(reason, tag="p")
        Text("打开已记入操作记录。", tag="p", classes="mut")
        reviewed = one.review is not None and one.review.reviewed_at is not None
        if not reviewed:
            verdict = choice("复核结论", _VERDICTS)
            words = long_text("说明", most=500)

    async def go() -> None:
        if not reviewed:
            await live.ask(
                sealed.review,
                one.id,
                justified=chosen(verdict, "复核结论") == "yes",
                words=text_of(words, "说明"),
            )
            live.say("已复核。")
        made.close()
        await done()

    made.acts(live, "看过了" if reviewed else "复核签名", go, look="primary")
    made.open()
