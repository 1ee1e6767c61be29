"""Read how characters are written, as it ships with the product; find nothing."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from directory.strokes import MOST_STROKES, StrokeOrders
from programme.document import Document

_Run = Annotated[str, StringConstraints(pattern=rf"^[1-5]{{1,{MOST_STROKES}}}$")]
_Characters = Annotated[str, StringConstraints(min_length=1)]


class StrokeOrdersRefused(Exception):
    """Say that the list of stroke orders is damaged."""

    code = "stroke_orders_refused"

    def __init__(self) -> None:
        super().__init__("笔顺表不能用：写法不对。请重新安装程序。")


class StrokeOrderFile(Document):
    """Be the file: the characters of each run of strokes."""

    kind_name: ClassVar[str] = "笔顺表"

    orders: Annotated[dict[_Run, _Characters], Field(min_length=1)]


@cache
def shipped_strokes() -> StrokeOrders:
    """Return the stroke orders that come with the product, read once.

    Raises:
        StrokeOrdersRefused: The installed file is damaged.
    """
    return read_strokes(files("config").joinpath("strokes.toml").read_bytes())


def read_strokes(data: bytes) -> StrokeOrders:
    """Return the stroke orders of a file's bytes.

    Raises:
        StrokeOrdersRefused: Not TOML, or not runs of strokes with characters.
    """
    try:
        orders = StrokeOrderFile.model_validate(tomllib.loads(data.decode())).orders
    except ValueError as error:
        raise StrokeOrdersRefused from error
    return StrokeOrders(orders)
