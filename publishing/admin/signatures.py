"""Show the signatures of a version in the order of its chain; judge none."""

from publishing.admin.dates import Calendar, fingerprint
from publishing.admin.names import names_of
from publishing.admin.parts import Text, box, icon, note
from publishing.desk.views import DecisionView, DraftView, StepView

_NUMBERS = ("", "一", "两", "三", "四", "五", "六", "七", "八")


def signatures_title(version: DraftView) -> str:
    """Return how many people sign, as a heading."""
    return f"{_NUMBERS[len(version.chain)]}人签名"


def show_signatures(
    version: DraftView, calendar: Calendar, *, me: str | None, enters: bool = False
) -> None:
    """Show who signed when, and whose turn it is.

    Args:
        version: The version.
        calendar: When and where the page is read.
        me: The reader's name, if it is their turn.
        enters: Whether the reader only enters what others decide.
    """
    with box("sig"):
        for number, one in enumerate(version.chain, start=1):
            with box("step"):
                _step(number, one, calendar, me=me, enters=enters)
    twice = _same_names(version.decisions)
    if twice:
        words = f"签名里有两个“{twice}”。请核对是不是同一个人用了两个账号。"
        note(words, tone="warn")


def show_fingerprint(version: DraftView) -> None:
    """Show the fingerprint that is signed."""
    sha256 = version.line.manifest_sha256
    if sha256 is None:
        return
    words = "签批的就是这一版；内容有改动，签批自动失效。指纹 SHA-256："
    Text(words, tag="p", classes="mut small")
    Text(fingerprint(sha256), tag="p", classes="sha")


def decision_words(decision: DecisionView) -> str:
    """Return who decided, with whom they stood in for and who entered it."""
    told = decision.name
    if decision.stands_for:
        told += f"（代{decision.stands_for}）"
    if decision.entered_by:
        told += f"（{decision.entered_by}代录）"
    if decision.attested_by:
        told += f"（纸面签字，{'、'.join(decision.attested_by)}核对）"
    return told


def _step(
    number: int, one: StepView, calendar: Calendar, *, me: str | None, enters: bool
) -> None:
    decision, name = one.decision, one.step.name
    if decision is not None:
        # An explanation of a withdrawal is signed in no step of the unit's chain.
        name = names_of("role").get(decision.step, name)
        with box("n"):
            icon("check")
        when = calendar.moment(decision.decided_at)
        if decision.record_sha256:
            when = f"{when}，附会议记录"
        _words(name, decision_words(decision), when)
    elif one.is_turn and me is not None:
        Text(str(number), classes="n me")
        if enters:
            _words(name, "", "村里签，等您代录")
        else:
            _words(name, f"{me}（您）", "等您签")
    else:
        Text(str(number), classes="n later")
        _words(name, "", "正等这一步" if one.is_turn else "还没有签")


def _words(step: str, name: str, when: str) -> None:
    with box():
        Text(f"{step}　{name}", tag="b")
        Text(when, tag="small")


def _same_names(decisions: tuple[DecisionView, ...]) -> str:
    """Return a name that two accounts of a chain share, if any."""
    names = [decision.name for decision in decisions]
    return next((name for name in names if names.count(name) > 1), "")
