from datetime import date

from hypothesis import given, settings, strategies as st

from media.imports.cells import Cell, CellSheet
from programme.boards import Attribute, Audience, Board, KindOfAct
from programme.carriers import Carrier
from programme.mandate import DayKind
from programme.period import Frequency
from publishing.catalogue.entry import EntryForm, Facet
from publishing.catalogue.sheet_reading import (
    read_catalogue,
)
from publishing.catalogue.sheet_writing import Written, catalogue_sheet, rows_to_write
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.catalogue_sheets import (
    MANDATES,
)
from tests.fakes.sheet_reading import DEFAULTS, read


def test_formulas_in_text_stay_text_in_the_export() -> None:
    form = line_form(content="=HYPERLINK(1)", position=1)

    found = read(catalogue_sheet("目录", [Written(form=form)], MANDATES))

    assert found.forms == (form,)


def test_lines_from_above_are_written_and_not_read_back() -> None:
    own = Written(form=line_form(position=1))
    above = Written(form=line_form(subtopic="集体资产"), owner="清禾县")

    found = read(catalogue_sheet("目录", [own, above], MANDATES))

    assert found.forms == (own.form,)


_TEXT = st.text("公开内容一二三四A1（），。;、", max_size=20).map(
    lambda text: " ".join(text.split())
)


_SOME = st.sampled_from([one for one in Audience if one is not Audience.EVERYONE])


_RULES = st.sampled_from(
    [
        (one.over or one.name, one.name if one.over else None)
        for one in MANDATES.values()
        if not one.promotional
    ]
)


@st.composite
def forms(draw: st.DrawFn, number: int = 1) -> EntryForm:
    mandate, special = draw(_RULES)
    carriers = draw(st.sets(st.sampled_from(Carrier), min_size=1))
    audience = draw(st.just(Audience.EVERYONE) | _SOME)
    words = draw(_TEXT) if audience is not Audience.EVERYONE else ""
    return EntryForm(
        number=str(number),
        topic=f"一级{draw(_TEXT)}",
        subtopic=draw(_TEXT),
        content=f"要素 {number}",
        basis=draw(_TEXT),
        body=draw(_TEXT),
        section=draw(_TEXT),
        time_text=draw(_TEXT),
        board=draw(st.sampled_from(Board)),
        category=draw(_TEXT),
        facet=draw(st.none() | st.sampled_from(Facet)),
        kind_of_act=draw(st.sampled_from(KindOfAct)),
        mandate=mandate,
        special_rule=special,
        within_days=(days := draw(st.none() | st.integers(1, 400))),
        within_kind=draw(st.sampled_from(DayKind)) if days else DayKind.WORKING,
        frequency=draw(st.sampled_from(Frequency)),
        audience=audience,
        audience_words=words,
        carriers=tuple(carriers),
        primary=draw(st.sampled_from(sorted(carriers))),
        method=draw(st.sampled_from([Attribute.PROACTIVE, Attribute.ON_REQUEST])),
        levels=tuple(
            draw(
                st.sets(
                    st.sampled_from(
                        [UnitLevel.COUNTY, UnitLevel.TOWNSHIP, UnitLevel.VILLAGE]
                    )
                )
            )
        ),
        inherited_by=draw(st.none() | st.sampled_from(UnitLevel)),
        origin=draw(st.none() | st.just("qinghe-l-1")),
        position=number,
        valid_from=draw(st.dates(date(2000, 1, 1), date(2100, 12, 31))),
    )


@settings(deadline=None)
@given(st.data())
def test_what_is_exported_is_imported_the_same(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 3))
    kept = tuple(data.draw(forms(number)) for number in range(1, count + 1))
    rows = rows_to_write("目录", [Written(form=one) for one in kept], MANDATES)
    sheet = CellSheet(
        name="公开目录",
        cells=tuple(
            Cell(row=row, column=column, text=text)
            for row, texts in enumerate(rows, start=1)
            for column, text in enumerate(texts, start=1)
            if text
        ),
    )

    found = read_catalogue((sheet,), MANDATES, DEFAULTS)

    assert found.forms == kept
