"""Every word that is marked in code and templates has its translation, and what is served is what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.words.catalogues import LANGUAGES, Part, as_mo, as_po, parts, updated

PARTS = [(part, language) for part in parts() for language in LANGUAGES if len(updated(part, language))]
ENDS = (".po", ".mo")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


def named(value: object) -> str:
    return value.folder.name if isinstance(value, Part) else str(value)


def each(text: Any) -> tuple[str, ...]:
    """The forms of a plural, or the only one."""
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize(("part", "language"), PARTS, ids=named)
def test_each_word_is_translated_and_nothing_else(part: Part, language: str) -> None:
    """`python -m tests.words` brings what is new into the file."""
    catalogue = updated(part, language)
    assert part.catalogue(language).read_bytes() == as_po(catalogue)
    for message in catalogue:
        assert not message.fuzzy, message.id
        assert all(each(message.string)), message.id


@pytest.mark.parametrize(("part", "language"), PARTS, ids=named)
def test_placeholders_and_tags_are_the_same(part: Part, language: str) -> None:
    for message in updated(part, language):
        if message.id:
            wanted = {tuple(sorted(PLACEHOLDER.findall(text))) for text in each(message.id)}
            told = {tuple(sorted(PLACEHOLDER.findall(text))) for text in each(message.string)}
            assert told == wanted, message.id


@pytest.mark.parametrize(("part", "language"), PARTS, ids=named)
def test_what_is_served_was_made_of_what_is_read(part: Part, language: str) -> None:
    po = part.catalogue(language)
    assert po.with_suffix(".mo").read_bytes() == as_mo(po, language)


def test_every_catalogue_belongs_to_a_part() -> None:
    there = {path.as_posix() for path in Path("tickets").resolve().rglob("*.[mp]o")}
    known = {part.catalogue(language).with_suffix(end).as_posix() for part, language in PARTS for end in ENDS}
    assert there == known


def test_a_feature_s_words_stand_in_its_folder() -> None:
    [status] = [part for part in parts() if part.folder.name == "status"]
    core = parts()[0]
    assert {"%(name)s resolved this conversation", "Reopen"} <= {words for words, *_ in status.marked()}
    assert "Reopen" not in {words for words, *_ in core.marked()}
    assert not any("features" in file for *_, file in core.marked())
    assert {"support_site/https.py", "tickets/templates/404.html"} <= {file for *_, file in core.marked()}
