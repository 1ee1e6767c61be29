"""Draw where a file is picked, and the line that says what became of it.

Both stand in a place with `data-upload`: the pages' own script sends the file there.
"""

from publishing.admin.parts import Text, box


def pick(label: str, kinds: str) -> None:
    """Draw the button that picks a file of these kinds."""
    with Text(label, tag="label", classes="a-btn pick") as made:
        made.props["data-icon"] = "add"
        chooser = box(tag="input")
    chooser.props["type"] = "file"
    chooser.props["accept"] = kinds


def told_here() -> None:
    """Draw the line in which the script says how the sending goes; hidden before."""
    said = Text("", tag="p", classes="note info")
    said.props["data-said"] = "true"
    said.props["role"] = "status"
    said.props["hidden"] = True
