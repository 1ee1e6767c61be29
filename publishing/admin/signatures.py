"""Show the three signatures of a version, in their order, and what they are over."""

from programme.approval import Role
from publishing.admin.dates import Calendar, fingerprint
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, icon
from publishing.desk.views import DecisionView, DraftView


def show_signatures(version: DraftView, calendar: Calendar, *, me: str | None) -> None:
    """Show who signed when, and whose turn it is.

    Args:
        version: The version.
        calendar: When and where the page is read.
        me: The reader's name, if it is their turn.
    """
    done = {decision.role: decision for decision in version.decisions}
    turn = next((role for role in Role if role not in done), None)
    with box("sig"):
        for number, role in enumerate(Role, start=1):
            with box("step"):
                _step(number, role, done.get(role), calendar, me=me, turn=turn)


def show_fingerprint(version: DraftView) -> None:
    """Show the fingerprint that is signed."""
    sha256 = version.line.manifest_sha256
    if sha256 is None:
        return
    words = "签批的就是这一版；内容有改动，签批自动失效。指纹 SHA-256："
    Text(words, tag="p", classes="mut small")
    Text(fingerprint(sha256), tag="p", classes="sha")


def _step(
    number: int,
    role: Role,
    decision: DecisionView | None,
    calendar: Calendar,
    *,
    me: str | None,
    turn: Role | None,
) -> None:
    if decision is not None:
        with box("n"):
            icon("check")
        _words(role, decision.name, calendar.moment(decision.decided_at))
    elif role is turn and me is not None:
        Text(str(number), classes="n me")
        _words(role, f"{me}（您）", "等您签")
    else:
        Text(str(number), classes="n later")
        _words(role, "", "还没有签")


def _words(role: Role, name: str, when: str) -> None:
    with box():
        Text(f"{name_of('role', role)}　{name}", tag="b")
        Text(when, tag="small")
