"""Ask for what tells one person's accounts from another's; warn, decide nothing."""

from collections.abc import Awaitable, Callable, Mapping

from publishing.admin.dialog import Dialog
from publishing.admin.fields import choice, line
from publishing.admin.live import Live
from publishing.admin.parts import Text, note
from publishing.staff.identity import Identities, IdentityView


def ask_identity(
    live: Live,
    identities: Identities,
    known: Mapping[str, IdentityView],
    staff: str,
    done: Callable[[], Awaitable[None]],
) -> None:
    """Open the dialog for one account."""
    view = known[staff]
    marks = view.marks
    others = {
        one.marks.staff: f"{one.marks.name}（{one.marks.login}）"
        for one in known.values()
        if one.marks.staff != staff
    }
    with Dialog(f"是谁的账号：{marks.name}") as made:
        for words in view.alike:
            note(f"{words}。请核对是不是同一个人。")
        number = line("工号", marks.work_number, most=40)
        telephone = line("电话", marks.telephone, most=40)
        same = choice(
            "和哪个账号是同一人",
            {"": "没有，就这一个账号", **others},
            marks.same_as or "",
        )
        words = (
            "标为同一人以后，两个账号在一条审批链里只能签一次。工号、电话不对外公开。"
        )
        Text(words, tag="p", classes="mut small")

    async def go() -> None:
        await live.ask(
            identities.keep,
            staff,
            work_number=str(number.value or ""),
            telephone=str(telephone.value or ""),
            same_as=str(same.value or "") or None,
        )
        made.close()
        live.say(f"{marks.name}的工号、电话已记下。")
        await done()

    made.acts(live, "保存", go, look="primary")
    made.open()
