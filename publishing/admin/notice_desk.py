"""Let a secrecy reviewer read what a withdrawal would publish; decide nothing."""

from collections.abc import Sequence

from publishing.admin.concluding import Concluding
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, chip, link, seal
from publishing.admin.secrecy_record import show_reviews
from publishing.desk.notice_clearing import NoticeClearing
from publishing.desk.secrecy import Conclusion, SecrecyView
from publishing.desk.withdrawals import WithdrawalView


def notice_desk(live: Live, clearing: NoticeClearing, one: WithdrawalView) -> None:
    """Draw the words, the reviews so far and the fields of a conclusion (REQ-19)."""
    title, *paragraphs = one.notice.splitlines()
    with box("a-card doc", tag="section"):
        with box("doc-title", tag="h3"):
            seal(one.board)
            Text(title)
        with box("row-of"):
            chip(name_of("cause", one.cause), "bad")
            link("要撤下的这一件", f"/disclosures/{one.disclosure}")
        with box("cmp one"), box():
            for words in paragraphs:
                Text(words, tag="p")
    with box("a-card side", tag="aside"):
        words = (
            "撤下一经确认，这几句话马上挂在原来的分组。请看它会不会说出不该公开的事："
            "人名、案情、涉密文件的名称，或者让人推得出来。"
        )
        Text(words, tag="p")
        show_reviews(one.secrecy, one.notice_sha256, live.calendar)

        async def conclude(conclusion: Conclusion) -> Sequence[SecrecyView]:
            made = await live.ask(clearing.conclude, one.id, conclusion)
            return made.secrecy

        sha256 = one.notice_sha256 or ""
        Concluding(live, conclude, manifest=sha256, pictures=False).draw()
        words = "不能公开的，结论选“不得公开”，请批准人不同意这份申请，改写说明再申请。"
        Text(words, tag="p", classes="mut small")
