"""Name what a question is about, as this kiosk knows it; unknown ids are nothing."""

from kiosk.desk import Desk
from programme.questions import Topic, TopicKind

_MOST_NAME = 120


def topic_of(
    desk: Desk, *, unit: str = "", item: str = "", disclosure: str = ""
) -> Topic:
    """Return the topic for an id: of a unit, a service item or a disclosure."""
    guide = desk.contents.guide
    if guide is not None and item in guide.by_item:
        name = guide.by_item[item].plain_name
        return Topic(kind=TopicKind.SERVICE, id=item, name=name[:_MOST_NAME])
    if guide is not None and unit in guide.departments:
        name = guide.departments[unit].name
        return Topic(kind=TopicKind.UNIT, id=unit, name=name[:_MOST_NAME])
    for one in (*desk.current(), *desk.past()):
        if one.disclosure == disclosure:
            title = one.manifest.title[:_MOST_NAME]
            return Topic(kind=TopicKind.DISCLOSURE, id=disclosure, name=title)
    return Topic(kind=TopicKind.OTHER)
