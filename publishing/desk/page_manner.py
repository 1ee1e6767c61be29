"""Say how the pages of a version are set, from its form and its stage; pure."""

from media.pages.manner import Manner
from media.pages.stage_bar import Step, StepState
from media.pages.summary import proposed_points
from programme.blocks import Revision
from publishing.desk.content import DraftForm
from publishing.errors import Refused
from publishing.tables.stages import Stage

_NAMES = {Stage.BEFORE: "事前", Stage.DURING: "事中", Stage.AFTER: "事后"}
_TOLD = {
    StepState.DONE: "已公开",
    StepState.NOW: "这一次公开",
    StepState.TO_COME: "还没到",
}


def manner_of(
    form: DraftForm, *, stage: Stage | None, coded: bool, at_kiosk: bool
) -> Manner:
    """Return how a version is set.

    Args:
        form: What the drafter says.
        stage: The stage of a staged matter that it discloses (REQ-9).
        coded: Whether the code on the screen opens the whole.
        at_kiosk: Whether it hangs at a kiosk, where the whole is read.
    """
    return Manner(
        template=form.template,
        steps=_steps(stage) if stage is not None else (),
        points=form.summary_points,
        about=form.category,
        coded=coded,
        at_kiosk=at_kiosk,
    )


def check_summary(revision: Revision, manner: Manner, *, whole: int) -> None:
    """Return only if a summary says something, and the whole can be read somewhere.

    Raises:
        Refused: It has no point; or there is neither a kiosk nor a code for the whole.
    """
    if not manner.points and not proposed_points(revision):
        message = (
            f"全文 {whole} 屏页，屏上只放摘要页，但正文里没有能自动挑的要点。"
            "请在“屏上的样子”里写上要点，再提交。"
        )
        raise Refused(message, code="summary_empty")
    if not manner.coded and not manner.at_kiosk:
        message = (
            f"全文 {whole} 屏页，屏上只放摘要页，居民还没有地方看全文。"
            "请把触摸屏的分组也勾上，或者分成几件公开。"
        )
        raise Refused(message, code="whole_nowhere")


def _steps(current: Stage) -> tuple[Step, ...]:
    stages = list(Stage)
    return tuple(
        _step(each, stages.index(each) - stages.index(current)) for each in stages
    )


def _step(stage: Stage, after: int) -> Step:
    """Return a stage that comes so many after the current one."""
    state = StepState.NOW
    if after:
        state = StepState.TO_COME if after > 0 else StepState.DONE
    return Step(name=_NAMES[stage], state=state, told=_TOLD[state])
