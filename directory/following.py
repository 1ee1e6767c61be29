"""Tell which characters may come next and how often each is met; it answers nothing."""

from directory.corpus import Corpus


class Following:
    """Know the characters of all texts.

    Args:
        corpus: What can be found, with the lexicon.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def weight(self, character: str) -> int:
        """Return in how many entries a character is met."""
        return self._corpus.characters.get(character, 0).bit_count()

    def after(self, text: str, *, most: int) -> tuple[str, ...]:
        """Return the characters that may follow a text, the likeliest first.

        Those that are met after its last two characters come before those that are
        met after the last alone.
        """
        last, two = text[-1:], text[-2:]
        grams = self._corpus.grams
        found = [
            (two + character not in grams, -self.weight(character), character)
            for character in self._corpus.characters
            if last + character in grams and character.isalpha()
        ]
        return tuple(character for _, _, character in sorted(found)[:most])
