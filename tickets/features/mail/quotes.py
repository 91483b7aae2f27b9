"""What somebody wrote, without the mail that they answered. The whole of it stays one click away.

First by our own marker, then by who it quotes, then by the library, which knows what mail programs of some
languages write above a quote. What stands below a quote is an answer to it: then nothing is cut.
"""

import re
from collections.abc import Iterator
from typing import Final

from tickets.wire.frames import MAX_BODY

MARKER: Final = re.compile(r"^.*##-.{1,200}-##", re.MULTILINE)
_QUOTED: Final = re.compile(r">")
_RULE: Final = re.compile(r"\s*(?:[_*=-]{10,}|--.{0,80}--)\s*$")
_FIELD: Final = re.compile(r"[\s*>]{0,6}[^\s:\uff1a][^:\uff1a]{0,30}\s?[:\uff1a]\*?\s?\S")
_ENDS: Final = re.compile(r"[:\uff1a][\s*>]*$")  # a line above a quote, in any language
_GAP: Final = re.compile(r"\s{9,}")
MOST: Final = 2 * MAX_BODY  # characters that the library is given: of what is behind them no message has any
LANGUAGES: Final = ("en", "de", "fr", "es", "it", "ja", "nl", "pl", "da", "sv", "cs", "ko", "zh")
MOST_ATTRIBUTING: Final = 3  # lines
HEADS: Final = 3  # lines "From: …" that make a head
LONGEST_HEAD: Final = 10  # of them that are looked at


def own_words(text: str, addresses: tuple[str, ...] = ()) -> str:
    """`addresses`: ours, as a quoted head has them."""
    marker = MARKER.search(text)
    if marker and _QUOTED.match(marker[0]) and _goes_on(text[marker.end() :]):
        return text
    if marker:
        return _without_attribution(text[: marker.start()]).strip()
    cut = _before_head(_before_quote(text), addresses)
    return (_by_library(text) if cut == text else cut).strip()


def _goes_on(text: str) -> bool:
    """That there are lines of its writer's own, below the first one."""
    return any(line.strip() and not _QUOTED.match(line) for line in text.split("\n")[1:])


def _before_quote(text: str) -> str:
    """A quote that goes to the end, with the line above it that says whose it is."""
    lines = text.rstrip().split("\n")
    first = len(lines)
    while first and (_QUOTED.match(lines[first - 1]) or not lines[first - 1].strip()):
        first -= 1
    quoted = [line for line in lines[first:] if line.strip()]
    if not quoted or not first:
        return text
    kept = _without_attribution("\n".join(lines[:first]))
    return kept if kept.strip() else text


def _without_attribution(text: str) -> str:
    """ "On Monday … wrote:", over one line or more, at the end of it: up to the line with the day."""
    lines = _without_head(text.rstrip().split("\n"))
    if not _ENDS.search(lines[-1]):
        return "\n".join(lines)
    for count in range(1, MOST_ATTRIBUTING + 1):
        said = " ".join(lines[-count:])
        if re.search(r"\d", re.sub(r"\S{1,250}@\S+", "", said)):
            return "\n".join(_without_rule(lines[:-count]))
    return "\n".join(lines)


def _without_rule(lines: list[str]) -> list[str]:
    """That stood above what was cut."""
    while lines and (not lines[-1].strip() or _RULE.match(lines[-1])):
        lines.pop()
    return lines


def _without_head(lines: list[str]) -> list[str]:
    """ "From: … Sent: … To: …" at the end of it."""
    count = 0
    while count < len(lines) and (_FIELD.match(lines[-count - 1]) or _RULE.match(lines[-count - 1])):
        count += 1
    return lines[:-count] if count >= HEADS and any("@" in line for line in lines[-count:]) else lines


def _before_head(text: str, addresses: tuple[str, ...]) -> str:
    """A head of at least HEADS fields in a row, one of which names us: in any language."""
    lines = text.split("\n")
    ours = [one.lower() for one in addresses]
    for start, head in _heads(lines):
        if len(head) >= HEADS and any(one in line.lower() for one in ours for line in head):
            above = _without_rule(lines[:start])
            return "\n".join(above) if above else text
    return text


def _heads(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Where fields begin below the first line, and the first LONGEST_HEAD of them: each line is looked at
    once, for a log file is nothing but fields."""
    begun = 0
    for at, line in enumerate([*lines[1:], ""], 1):
        if _FIELD.match(line):
            begun = begun or at
        elif begun:
            yield begun, lines[begun : min(at, begun + LONGEST_HEAD)]
            begun = 0


def _by_library(text: str) -> str:
    """Of a long text its beginning, and no long gaps: they are what its patterns take their time over."""
    from mailparser_reply import EmailReplyParser

    seen = _GAP.sub(lambda gap: "\n\n" if "\n" in gap[0] else " ", text[:MOST])
    own: str = EmailReplyParser(languages=list(LANGUAGES)).read(seen).replies[0].content
    return own if own.split() not in ([], seen.split()) else text
