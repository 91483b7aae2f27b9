"""The product speaks by keys: no bare words in a template, each language beside each other.

Of scripts, eslint says the same (tests/js/words_rule.js).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

Finding = str  # "file:line: what is wrong"

# As the settings have them.
DESK_LANGUAGES: Final = ("en", "de")
LANGUAGES: Final = (
    *DESK_LANGUAGES,
    *("fr", "es", "pt-br", "it", "nl", "pl", "tr", "ru", "uk", "ar", "he", "ja", "ko", "zh-hans"),
)
# Template tags, of which those that translate hold the words that may stand there.
BLOCK: Final = re.compile(
    r"\{% (blocktranslate|comment).*?\{% end\1 %\}|\{% block body_attributes %\}.*?\{% endblock %\}",
    re.DOTALL,
)
TAG: Final = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
GIVEN: Final = re.compile(r"\{% include [^%]*\b(?:title|label|words)=[\"']")  # words for a part
WORD: Final = re.compile(r"[^\W\d_]{2,}")
# What people read or hear of an element beside its text. A data-* that has a space in it is words too.
READ: Final = {"aria-label", "title", "placeholder", "alt", "content"}
NO_WORDS: Final = {"script", "style", "kbd", "code"}
SPOKEN_BY_NOBODY: Final = {"meta"}
NAMES: Final = {"Holdfast", "UTC"}  # the same in every language


class Words(HTMLParser):
    """Bare words of a template, with their lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NO_WORDS:
            self.inside.append(tag)
        for name, value in attrs:
            read = name in READ or (name.startswith("data-") and " " in (value or "").strip())
            if read and tag not in SPOKEN_BY_NOBODY:
                self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self._look(data)

    def _look(self, text: str) -> None:
        bare = [word for word in WORD.findall(text) if word not in NAMES]
        if bare:
            self.found.append((self.getpos()[0], " ".join(text.split())))


def templates_hold_no_bare_words(root: Path) -> Iterator[Finding]:
    """What is read on a page goes through `translate` or `blocktranslate`."""
    for path in sorted((root / "tickets").rglob("templates/**/*.html")):
        text = path.read_text()
        for given in GIVEN.finditer(text):
            yield f"{path.relative_to(root)}:{_line(text, given.start())}: bare words given to a part"
        words = Words()
        words.feed(TAG.sub(_blank, BLOCK.sub(_blank, text)))
        for line, found in words.found:
            yield f"{path.relative_to(root)}:{line}: bare words, {found!r}"


def catalogues_stand_in_pairs(root: Path) -> Iterator[Finding]:
    """A folder that has words in one language has them in the desk's, and one of customers' in all."""
    scripts = [path for path in root.joinpath("static/js").rglob("words/**/*.js") if path.stem in LANGUAGES]
    there = {folder: {path.stem for path in scripts if path.parent == folder} for folder in _parents(scripts)}
    for folder, some in sorted(there.items()):
        for language in LANGUAGES if some - {*DESK_LANGUAGES} else DESK_LANGUAGES:
            if not (folder / f"{language}.js").exists():
                yield f"{folder.relative_to(root)}/{language}.js:1: there is no such catalogue"


def _parents(paths: list[Path]) -> set[Path]:
    return {path.parent for path in paths}


def _blank(found: re.Match[str]) -> str:
    """Of the same lines, so that a finding has its own."""
    return "\n" * found[0].count("\n") or " "


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
