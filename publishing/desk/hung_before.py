"""Check what is said of a notice that hung before the product came; pure.

It is taken over with its first day, which is signed. Nothing of the days before its
window is on record, and nothing here claims that it was shown on them.
"""

from datetime import date, timedelta

from publishing.desk.content import DraftForm
from publishing.errors import Refused

LONGEST_BEFORE = timedelta(days=3653)
"""A notice that is taken over hung for no longer than ten years."""


def check_hung_before(form: DraftForm, *, is_change: bool, today: date) -> None:
    """Return only if the first day of a notice can be as it is said.

    Raises:
        Refused: It cannot; the sentence says what to do.
    """
    since = form.hung_since
    if since is None:
        return
    faults = {
        "新版本不能再写“以前已贴出”，请把那一栏空着": is_change,
        "“以前已贴出”的日子要在今天以前；今天才贴的，请把那一栏空着": since >= today,
        "“以前已贴出”的日子早于事项确定之日，请核对这两个日子": since < form.settled_on,
        "“以前已贴出”的日子在十年以前，请核对": today - since > LONGEST_BEFORE,
    }
    found = [words for words, wrong in faults.items() if wrong]
    if found:
        message = f"还不能提交：{'；'.join(found)}。"
        raise Refused(message, code="hung_since")
