"""Put papers into a ZIP under names that every system can read; it chooses none."""

import re
import zipfile

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\u202a-\u202e\u2066-\u2069]+')
_MOST_NAME = 60


def put(folder: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Put one paper in; the same papers make the same bytes."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    folder.writestr(entry, data)


def fit(name: str) -> str:
    """Return a name that every system can give to a file."""
    return _UNFIT.sub(" ", name).strip(" .")[:_MOST_NAME] or "未命名"
