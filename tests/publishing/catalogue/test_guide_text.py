import pytest

from directory.model import Material
from publishing.catalogue.guide_text import (
    joined,
    lines_of,
    material_line,
    read_materials,
)
from publishing.errors import Refused


@pytest.mark.parametrize(
    "material",
    [
        Material(name="身份证", originals=1, copies=2, note="派出所开"),
        Material(name="户口簿", originals=0, copies=0),
        Material(name="委托书", originals=1, copies=0, required=False),
    ],
)
def test_a_paper_written_as_a_line_is_read_again(material: Material) -> None:
    assert read_materials(material_line(material)) == (material,)


def test_every_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_materials("| 原件 1\n\n身份证 | 原件 1 份\n照片 | 原件 99")

    assert "第 1 行" in str(refused.value)
    assert "第 4 行" in str(refused.value)
    assert "第 3 行" not in str(refused.value)


def test_empty_lines_say_nothing() -> None:
    assert lines_of("一\n\n 二 ") == ("一", "二")
    assert joined(("一", "二")) == "一\n二"
