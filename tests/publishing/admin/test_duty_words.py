from zoneinfo import ZoneInfo

import pytest

from publishing.admin.dates import Calendar
from publishing.admin.duty_words import reminder_words
from publishing.duties.duty import Due, Duty, DutyKind, Ranked, Urgency
from publishing.reminders.reminders import Reminder
from publishing.tables.reminders import Occasion
from tests.fakes.hand_clock import NOON

CALENDAR = Calendar(now=NOON, zone=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DutyKind.PUBLISH, "到应发布日了，应发布日就是今天"),
        (DutyKind.ANSWER, "到答复期限了，答复期限就是今天"),
        (DutyKind.KEYS, "到该办的日子了，该办的日子就是今天"),
        (DutyKind.HOLDINGS, "到该办的日子了，该办的日子就是今天，文件丢了要处理"),
    ],
)
def test_a_reminder_names_the_day_by_what_is_to_be_done(
    kind: DutyKind, words: str
) -> None:
    duty = Duty(
        kind=kind,
        subject="qinghe",
        title="一件事",
        unit="qinghe",
        unit_name="清禾县",
        link="/todo",
        mine=True,
        due=Due(target_on=CALENDAR.today),
        about="",
    )
    reminder = Reminder(
        duty=Ranked(duty=duty, urgency=Urgency.TODAY),
        occasion=Occasion.TARGET,
        due_at=NOON,
        made_at=NOON,
    )

    assert reminder_words(reminder, CALENDAR).startswith(words)
