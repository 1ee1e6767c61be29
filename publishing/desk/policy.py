"""Tie a policy document and its explanation into one version (REQ-14); pure.

Both are one revision: they are reviewed, approved and published in one act, go out in
one programme and come down together. Neither can go out alone.
"""

from typing import Final

from config.categories import POLICY_CATEGORY
from programme.blocks import Heading, Revision
from publishing.desk.content import DraftForm
from publishing.desk.typed import blocks_of
from publishing.errors import Refused

HEADING: Final = "政策解读"


def with_explanation(revision: Revision, text: str) -> Revision:
    """Return a revision that ends with its explanation, if there is one."""
    blocks = blocks_of(text)
    if not blocks:
        return revision
    head = Heading(level=1, text=HEADING)
    return revision.model_copy(update={"blocks": (*revision.blocks, head, *blocks)})


def check_policy(form: DraftForm) -> None:
    """Return only if a policy document has its explanation, or the reason for none.

    The drafter gives the reason; whoever reviews and approves reads and signs it, so
    the office decides.

    Raises:
        Refused: It has neither, or both.
    """
    told = bool(form.policy_explanation.strip())
    waived = bool(form.unexplained_because)
    if told and waived:
        message = "写了政策解读，又写了不配解读的理由。请留一样。"
        raise Refused(message, code="policy_twice")
    if form.category == POLICY_CATEGORY and not (told or waived):
        message = (
            "还不能提交：政策文件要和政策解读一起审批、一起公开。"
            "请写政策解读；确实不用配的，写明理由，由审核人和批准人定。"
        )
        raise Refused(message, code="policy_unexplained")
