"""A line of what was found, with the words in it."""

from collections.abc import Iterable
from typing import Final

from tickets.features.search import fold, index
from tickets.models import Ticket

LONGEST: Final = 160  # characters
LEAD: Final = 40  # of them before the first word


def of(text: str, words: Iterable[str]) -> str:
    """Around the first of the words, in the order of the text."""
    line = " ".join(fold.composed(text).split())
    if len(line) <= LONGEST:
        return line
    places = [found[0] for word in words if (found := fold.place(line, word))]
    start = max(0, min(min(places, default=0) - LEAD, len(line) - LONGEST))
    end = start + LONGEST
    return f"{'…' * (start > 0)}{line[start:end].strip()}{'…' * (end < len(line))}"


def of_ticket(ticket: Ticket, words: Iterable[str]) -> str:
    """Those of its texts in which a word is; without one, who it is."""
    texts = [" ".join(fold.composed(text).split()) for text in index.texts_of(ticket)]
    words = list(words)
    found = [text for text in texts if any(fold.place(text, word) for word in words)]
    return of(" · ".join(found or filter(None, texts[:2])), words)
