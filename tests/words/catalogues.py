"""The server's words: marked in code and templates, translated in `django.po`, read from `django.mo`.

One catalogue for the core, and one in the folder of each feature, so that it goes with it. All of it
is made by Babel, so that neither who translates nor who serves needs GNU gettext.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from tests.house import words as house
from tests.words.audience import languages_of

ROOT: Final = Path(__file__).resolve().parents[2]
LANGUAGES: Final = house.LANGUAGES[1:]  # English is what is marked
# At the head of a catalogue until somebody who speaks the language has read all of it.
MACHINE_MADE: Final = "# Made by a machine, and read by nobody yet: docs/languages.md"
# As makemessages has them: what is called, and which of its arguments are words.
MARKS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SUFFIXES: Final = (".py", ".html", ".txt")  # code, pages, mails
Words = str | tuple[str, ...]  # or (one, many)
Message = tuple[Words, str | None, str]  # context, file


@dataclass(frozen=True, slots=True)
class Part:
    """The core or a feature: a folder with its own catalogue."""

    folder: Path
    beside: tuple[Path, ...] = ()  # other folders whose words are in it

    def catalogue(self, language: str) -> Path:
        return self.folder / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"

    def sources(self) -> Iterator[Path]:
        others = [part.folder for part in parts() if part != self and part.folder.is_relative_to(self.folder)]
        for path in sorted(path for folder in (self.folder, *self.beside) for path in folder.rglob("*")):
            mine = not any(path.is_relative_to(other) for other in others)
            if mine and path.suffix in SUFFIXES and "tests" not in path.parts:
                yield path

    @cache  # noqa: B019 (there is a handful, for as long as it runs)
    def marked(self) -> tuple[Message, ...]:
        return tuple(
            (words, context, path.relative_to(ROOT).as_posix())
            for path in self.sources()
            for words, context in _marked_in(path)
        )


def parts() -> list[Part]:
    """The core comes first."""
    features = sorted(path.parent for path in (ROOT / "tickets" / "features").glob("*/apps.py"))
    return [Part(ROOT / "tickets", beside=(ROOT / "support_site",)), *map(Part, features)]


def _marked_in(path: Path) -> Iterator[tuple[Words, str | None]]:
    text = path.read_text()
    if path.suffix == ".py" and "gettext" not in text:
        return
    code = templatize(text, origin=str(path)) if path.suffix != ".py" else text
    for _, words, _, context in extract("python", BytesIO(code.encode()), keywords=MARKS):
        yield words, context


def template_of(part: Part, language: str) -> Catalog:
    template = Catalog()
    for words, context, file in part.marked():
        if language in languages_of(file):
            template.add(words, locations=[(file, 0)], context=context)
    return template


def updated(part: Part, language: str) -> Catalog:
    """What is there, with whatever is marked by now, and without what isn't any more."""
    path = part.catalogue(language)
    catalogue = _read(path, language) if path.exists() else _new(language)
    catalogue.update(template_of(part, language), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def _new(language: str) -> Catalog:
    return Catalog(to_locale(language), header_comment=MACHINE_MADE, fuzzy=False)


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def as_po(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=110, include_lineno=False)
    return b"".join(
        line for line in file.getvalue().splitlines(keepends=True) if not SAYS_NOTHING.match(line)
    )


# Of the head that Babel writes: whatever changes by itself, or is a form that nobody has filled in.
SAYS_NOTHING: Final = re.compile(
    rb"#(?! Made by a machine)( .*)?\n|#, fuzzy\n"
    rb'|"(POT-Creation|PO-Revision|Last-|Language-Team|Project-Id|Report-|Generated)'
)


def as_mo(po: Path, language: str) -> bytes:
    """The same at any time: Babel writes into its head when that was."""
    catalogue = _read(po, language)
    catalogue.creation_date = catalogue.revision_date = datetime.fromtimestamp(0, UTC)
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def update() -> None:
    for part in parts():
        for language in LANGUAGES:
            po = part.catalogue(language)
            catalogue = updated(part, language)
            if len(catalogue):
                po.parent.mkdir(parents=True, exist_ok=True)
                po.write_bytes(as_po(catalogue))
                po.with_suffix(".mo").write_bytes(as_mo(po, language))
