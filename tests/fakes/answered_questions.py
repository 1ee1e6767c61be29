"""Have a question routed and replied to."""

from datetime import date

from programme.echo import Echo, Result
from programme.questions import number_of
from publishing.release.echo import make_echo
from publishing.voice.forms import ReplyForm
from publishing.voice.views import QuestionView
from tests.fakes.asked_questions import ASKED
from tests.fakes.delivery import VOICE_KEY
from tests.fakes.desk import County

NUMBER = number_of(7)
UNIT = "qinghe-liuwu"
FORM = ReplyForm(
    text=ASKED,
    reply="可以。\n下周就放。",
    outcome="添 20 把。",
    publish=True,
    result=Result.TAKEN_UP,
    done_by=date(2026, 12, 1),
)


def one(county: County) -> QuestionView:
    [found] = county.cases.questions.listing(county.people["publisher"])
    return found


def wall(county: County) -> Echo:
    with county.database.reading() as session:
        made = make_echo(session, VOICE_KEY.public)
    return Echo.parse(made.finish(3, county.clock.now()))


def routed(county: County) -> None:
    county.cases.questions.route(county.people["publisher"], NUMBER, unit=UNIT)


def drafted(county: County, form: ReplyForm = FORM) -> str:
    routed(county)
    county.cases.questions.reply(county.people["drafter"], NUMBER, form)
    reply = one(county).reply
    assert reply is not None
    return reply.digest()
