"""Tell every mistake in a file that staff bring at once; it looks for none."""

from collections.abc import Sequence

from publishing.errors import Refused


class FileFaults(Refused):
    """Say what is wrong in a file of which nothing was taken in."""

    def __init__(self, faults: Sequence[str], *, most: int, code: str) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - most
        rest = f"\n还有 {more} 处" if more > 0 else ""
        listed = "\n".join(self.faults[:most])
        super().__init__(
            f"表里有 {len(self.faults)} 处要改，什么都没有导入：\n{listed}{rest}",
            code=code,
        )
