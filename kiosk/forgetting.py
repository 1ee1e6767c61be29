"""Empty the memories that are faster than reading anew; it knows no visit.

The search of a directory remembers nothing of a question. What reads words, draws codes
and compiles patterns does, by the very text that somebody typed or took away.
"""

import re

from kiosk.take_away import code_svg
from media.speech.readings import forget_words


def forget_typed() -> None:
    """Forget every text that was read, drawn or looked for; all can be made again."""
    forget_words()
    code_svg.cache_clear()
    re.purge()
