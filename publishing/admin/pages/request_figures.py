"""Show a year's numbers of requests for the annual report; decide nothing."""

from publishing.admin.fields import choice
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import box, card, facts
from publishing.admin.site import Build
from publishing.catalogue.units import Units
from publishing.requests.figures import YearFigures
from publishing.requests.register import Requests
from publishing.requests.rows import READERS
from publishing.staff.offices import Person

_YEARS = 5


def request_figures_page(*, requests: Requests, units: Units) -> Build:
    """Return the page of the yearly numbers."""

    async def build(live: Live) -> None:
        found = await live.ask(units.listing)
        names = {unit.id: unit.form.name for unit in found if unit.closed_at is None}
        unit = live.query.get("unit") or _first_unit(live.person)
        this_year = live.calendar.today.year
        typed = live.query.get("year", "")
        year = int(typed) if typed.isdecimal() and len(typed) == 4 else this_year  # noqa: PLR2004 - digits of a year
        figures = await live.ask(requests.figures, unit, year)
        with head("依申请公开年度数字", back=("依申请公开", "/requests")):
            pass
        with card("只有数字，没有申请人", icon_name="grid_on"):
            with box("halves"):
                units_choice = choice("单位（连同下级）", names, unit)
                years = {str(one): f"{one} 年" for one in _years(this_year)}
                year_choice = choice("年度", years, str(year))
            for field in (units_choice, year_choice):
                field.on_value_change(
                    lambda: live.go(
                        f"/requests/figures?unit={units_choice.value}"
                        f"&year={year_choice.value}"
                    )
                )
            facts(_told(figures), classes="facts counts")

    return build


def _first_unit(person: Person) -> str:
    """Return a unit whose register the person reads."""
    held = (one.unit for one in person.offices if one.office in READERS)
    return min(held, default="")


def _years(this_year: int) -> range:
    return range(this_year, this_year - _YEARS, -1)


def _told(figures: YearFigures) -> dict[str, str]:
    numbers = {
        "上年结转": figures.carried_in,
        **{
            f"本年新收：{name_of('applicant_kind', kind)}": count
            for kind, count in figures.received.items()
        },
        **{
            f"本年办结：{name_of('request_outcome', outcome)}": count
            for outcome, count in figures.outcomes.items()
        },
        "办结的里面，要补正的": figures.completed,
        "办结的里面，延长过的": figures.prolonged,
        "办结的里面，超过期限的": figures.late,
        "结转下年": figures.carried_out,
    }
    return {name: f"{count} 件" for name, count in numbers.items()}
