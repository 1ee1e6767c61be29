"""Say what an Office file's properties tell: its author, company, comments."""

from media.imports.archive import Archive
from media.imports.notes import Notes
from media.imports.parts_text import local, root_of

_MEMBERS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_CUSTOM = "自定义项"
_NAMES = {
    "creator": "作者",
    "lastModifiedBy": "最后保存的人",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "category": "类别",
    "description": "备注",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "主管",
    "HyperlinkBase": "链接的起点",
    "lpwstr": _CUSTOM,
    "lpstr": _CUSTOM,
}


def note_properties(archive: Archive, notes: Notes) -> None:
    """Note every property that tells something; none of them is published.

    Raises:
        Damaged: The properties cannot be read.
    """
    for name in _MEMBERS:
        root = root_of(archive, name)
        for element in () if root is None else root.iter():
            label = _NAMES.get(local(element))
            if label == _CUSTOM and name != _MEMBERS[-1]:
                continue
            text = (element.text or "").strip()
            if label and text:
                notes.margin(text)
                notes.hidden(f"文件属性里的{label}", text)
