"""Check an archive package by its own list of digests; it trusts no name in it."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from programme.canonical import sha256_hex

DIGESTS = "清单.sha256"
"""Names every other paper with its digest, as `sha256sum --check` reads it."""
_MOST_MEMBERS = 200_000
_MOST_BYTES = 400_000_000
"""Of one paper; certificates of a year are the largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be what checking found."""

    papers: int
    sha256: str
    """Of the whole package, as the journal of the centre has it."""
    trouble: str = ""
    """The first thing that is wrong, in plain words; empty: nothing."""


class PackageUnreadable(Exception):
    """Say that a file is no archive package."""

    code = "package_unreadable"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 不是归档包，或者已经损坏。请重新拷贝一份再核对。")


def check(path: Path) -> Verdict:
    """Return whether every paper is there, none is changed and none was added.

    Raises:
        PackageUnreadable: It is no ZIP, or it has no list of digests.
    """
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(path) as folder:
            trouble, count = _trouble(folder), len(folder.namelist())
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PackageUnreadable(path.name) from error
    return Verdict(papers=count - 1, sha256=sha256_hex(data), trouble=trouble)


def _trouble(folder: zipfile.ZipFile) -> str:
    """Return the first thing that is wrong.

    Raises:
        KeyError: There is no list of digests.
        ValueError: The list cannot be read.
        BadZipFile: A member is damaged.
    """
    names = folder.namelist()
    if len(names) > _MOST_MEMBERS or len(set(names)) != len(names):
        return "文件太多，或者有同名的文件"
    lines = folder.read(DIGESTS).decode().splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    found = (
        _wrong(folder, name, listed.get(name), there=name in names)
        for name in sorted({*names, *listed} - {DIGESTS})
    )
    return next(filter(None, found), "")


def _wrong(
    folder: zipfile.ZipFile, name: str, listed: str | None, *, there: bool
) -> str:
    """Return what is wrong with one paper; empty: nothing."""
    if listed is None:
        return f"多出一个文件：{name}"
    if not there:
        return f"少了一个文件：{name}"
    if folder.getinfo(name).file_size > _MOST_BYTES:
        return f"文件太大：{name}"
    return "" if sha256_hex(folder.read(name)) == listed else f"文件被改过：{name}"
