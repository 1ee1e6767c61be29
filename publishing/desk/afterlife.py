"""Decide what becomes of a version once its window has ended; pure (REQ-22).

Who is named gets forgotten: a list of persons, and what shows personal data for a
reason, leaves every device on the day its time is up. A public notice ends with its
printed end. Everything else may be looked up for a while.
"""

from programme.afterwards import Afterwards
from programme.blocks import Revision
from programme.boards import Audience, KindOfAct
from publishing.desk.content import DraftForm
from publishing.desk.named_persons import lists_persons


def afterwards_of(form: DraftForm, revision: Revision, *, past_days: int) -> Afterwards:
    """Return the rule that is signed with a version.

    Args:
        form: What the drafter says of it.
        revision: Its content as it is set, personal data masked.
        past_days: The county's own rule, in calendar days.
    """
    persons = lists_persons(revision, category=form.category)
    if persons or form.kept_personal:
        return Afterwards(erased=True)
    if form.audience is not Audience.EVERYONE:
        return Afterwards()
    if form.kind_of_act is KindOfAct.PUBLIC_NOTICE:
        return Afterwards()
    return Afterwards(past_days=past_days)
