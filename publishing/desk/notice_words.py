"""Word the explanation that a withdrawal or termination publishes (REQ-13); pure.

Outside is told of correction, replacement and completion alone: elsewhere a note may
itself do harm, and the whole record stays inside.
"""

from datetime import date
from typing import Final

from programme.blocks import Block, Paragraph
from programme.boards import KindOfAct
from programme.programme import WithdrawalCause
from publishing.desk.content import DraftForm

NOTICE_MANDATE: Final = "immediate"
"""The explanation of a change in what is published is itself published at once."""

_MOST_TITLE = 120
_WORDS: Final = {
    WithdrawalCause.CORRECTION: ("关于更正{}的说明", "{}的内容需要更正，现已撤下。"),
    WithdrawalCause.REPLACEMENT: (
        "关于更换{}的说明",
        "{}换成了新的一件，原来的现已撤下。",
    ),
    WithdrawalCause.COMPLETION: ("关于{}办结的说明", "{}已经办结或废止，不再展示。"),
}

PUBLIC_CAUSES: Final = frozenset(_WORDS)
"""Causes that are said outside."""


def notice_form(
    form: DraftForm,
    *,
    cause: WithdrawalCause,
    number: str,
    told: str,
    today: date,
) -> DraftForm:
    """Return the explanation as a disclosure in place of what is taken down.

    Args:
        form: What is taken down.
        cause: Why; one of `PUBLIC_CAUSES`.
        number: Its register number.
        told: What the person who asks says.
        today: The local day.

    Raises:
        KeyError: The cause is not said outside.
    """
    title, sentence = _WORDS[cause]
    named = f"《{form.title}》（登记号 {number}）"
    blocks: tuple[Block, ...] = (
        Paragraph(text=sentence.format(named)),
        *(Paragraph(text=line) for line in told.splitlines() if line.strip()),
    )
    return form.model_copy(
        update={
            "title": _title(title, form.title),
            "kind_of_act": KindOfAct.ANNOUNCEMENT,
            "settled_on": today,
            "mandate": NOTICE_MANDATE,
            "hung_since": None,
            "earliest_start_at": None,
            "explicit_end_at": None,
            "objections_telephone": "",
            "qr_target": "",
            "change_note": "",
            "policy_explanation": "",
            "unexplained_because": "",
            "catalogue_entry": None,
            "period_starts_on": None,
            "confirmed_sums": (),
            "kept_personal": (),
            "secrecy_basis": "只说明撤下的原因",
            "blocks": blocks,
        }
    )


def _title(pattern: str, title: str) -> str:
    """Return the title, the old one cut where both together are too long."""
    room = _MOST_TITLE - len(pattern.format("《》"))
    cut = title if len(title) <= room else f"{title[: room - 1]}…"
    return pattern.format(f"《{cut}》")
