"""Read who comes to the hall, as it ships with the product; decide nothing."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, ClassVar

from pydantic import Field

from directory.people import People
from programme.document import Document


class PeopleFile(Document):
    """Be the file, in the order in which the groups are offered."""

    kind_name: ClassVar[str] = "办事人群表"

    people: Annotated[tuple[People, ...], Field(min_length=1)]


class PeopleRefused(Exception):
    """Say that the list of people is damaged."""

    code = "people_refused"

    def __init__(self) -> None:
        super().__init__("办事人群表不能用：写法不对。请重新安装程序。")


@cache
def shipped_people() -> tuple[People, ...]:
    """Return the people of the product, read once.

    Raises:
        PeopleRefused: The installed file is damaged.
    """
    return read_people(files("config").joinpath("people.toml").read_bytes())


def read_people(data: bytes) -> tuple[People, ...]:
    """Return the people of a file's bytes.

    Raises:
        PeopleRefused: Not TOML, or not a list of people.
    """
    try:
        return PeopleFile.model_validate(tomllib.loads(data.decode())).people
    except ValueError as error:
        raise PeopleRefused from error
