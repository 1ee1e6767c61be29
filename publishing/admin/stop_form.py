"""Ask for an order to the default page; decide nothing."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from nicegui import ui

from programme.override import StopCause
from publishing.admin.area_fields import AreaFields
from publishing.admin.dialog import Dialog
from publishing.admin.fields import (
    choice,
    chosen,
    line,
    number_of,
    text_of,
    whole_number,
)
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.parts import Text
from publishing.overriding.areas import Area
from publishing.overriding.rules import StopForm
from publishing.overriding.stops import Stops

Done = Callable[[], Awaitable[None]]


async def ask_stop(live: Live, stops: Stops, areas: Sequence[Area], done: Done) -> None:
    """Open the dialog that proposes a stop."""
    with Dialog("屏幕转为默认页") as made:
        Text(
            "另一位同事会签以后马上生效：屏上只有办公时间和咨询方式，公示的天数按“命令停播”记。",
            tag="p",
            classes="mut",
        )
        cause = choice("原因", choices("stop_cause", StopCause))
        reason = line("依据或说明", most=200)
        area = AreaFields(areas)
        hours = whole_number("多少小时", 12, least=1, most=168)
        grey = ui.checkbox("灰色（只用于悼念日）")
        whole = ui.checkbox("触摸屏的办事查询也停（平时只停公开事项）")

    async def go() -> None:
        form = StopForm(
            unit=area.unit(),
            groups=area.groups(),
            cause=StopCause(chosen(cause, "原因")),
            reason=text_of(reason, "依据或说明"),
            ends_at=live.house.clock.now()
            + timedelta(hours=number_of(hours, "多少小时")),
            grey=bool(grey.value),
            whole_kiosk=bool(whole.value),
        )
        await live.ask(stops.propose, form)
        made.close()
        live.say("已提出，请另一位同事在这一页会签。")
        await done()

    made.acts(live, "提出，请人会签", go, look="primary")
    made.open()
