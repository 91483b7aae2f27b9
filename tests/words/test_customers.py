"""What customers read is there in every language, and only that: the desk's words are its own."""

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find

from tests.house.words import DESK_LANGUAGES, LANGUAGES
from tests.words.catalogues import ROOT
from tickets.templatetags.page_script import DESK, LATER, _at, _of_features, _text, imported_by, words_of

SCRIPTS = ROOT / "static/js"
LAUNCHER = "features/*/launcher/start.js"
TAG = re.compile(r"\{% page_script ((?:['\"][\w/.]+['\"] )+)%\}")
KEY = re.compile(r'^  "([\w.-]+)":', re.MULTILINE)
ASKED = re.compile(r"([\"`])(?:([\w.-]+)\1|([\w.-]+)\$\{)")  # a key, or what it begins with
WORDS = re.compile(r"(.+/words/)en\.js")


def pages() -> list[tuple[str, ...]]:
    """The scripts of each page; the launcher is one, on somebody else's."""
    texts = (path.read_text() for path in (ROOT / "tickets").rglob("templates/**/*.html"))
    named = [re.findall(r"[\w/.]+", scripts) for text in texts for scripts in TAG.findall(text)]
    own = [(*scripts, *_of_features(Path(scripts[0]).name)) for scripts in named]
    return [*own, *(("js/" + path.relative_to(SCRIPTS).as_posix(),) for path in SCRIPTS.glob(LAUNCHER))]


def modules_of(scripts: tuple[str, ...]) -> set[str]:
    there = set(scripts).union(*map(imported_by, scripts))
    for module in sorted(there):
        for _, path in LATER.findall(_text(module)):
            entry = _at(module, path)
            there |= {entry, *imported_by(entry)}
    return there


@cache
def customers_modules() -> frozenset[str]:
    every = map(modules_of, pages())
    return frozenset(
        chain.from_iterable(page for page in every if not any(one.startswith(DESK) for one in page))
    )


def catalogues(modules: frozenset[str], language: str) -> dict[str, str]:
    """Its path: its English one's."""
    english = words_of(sorted(modules), "en")
    return {WORDS.sub(rf"\1{language}.js", one): one for one in english}


def keys(catalogue: str) -> set[str]:
    return set(KEY.findall(_text(catalogue)))


def test_pages_are_found() -> None:
    assert {"js/pages/start.js", "js/pages/customer.js", "js/features/widget/frame_chat.js"} <= {
        script for scripts in pages() for script in scripts
    }
    assert "js/conversation/composer.js" in customers_modules()
    assert not any(module.startswith(("js/desk/", "js/connections/")) for module in customers_modules())


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_key_that_customers_read_is_there(language: str) -> None:
    missing = [
        f"{path}: {key}"
        for path, english in catalogues(customers_modules(), language).items()
        for key in sorted(keys(english) - (keys(path) if find(path) else set()))
    ]
    assert not missing, "to be translated:\n" + "\n".join(missing)


def test_what_only_the_desk_reads_is_in_its_languages_alone() -> None:
    known = set(chain.from_iterable(catalogues(customers_modules(), language) for language in LANGUAGES))
    there = {path.relative_to(ROOT / "static").as_posix() for path in ROOT.glob("static/js/**/words/**/*.js")}
    catalogues_ = {path for path in there if Path(path).stem in LANGUAGES and "/words/" in path}
    assert [path for path in catalogues_ - known if Path(path).stem not in DESK_LANGUAGES] == []


def test_a_customer_s_catalogue_has_no_word_of_the_desk_s() -> None:
    asked = [one for module in customers_modules() for one in ASKED.findall(_text(module))]
    whole, begun = {one for _, one, _ in asked if one}, tuple({one for _, _, one in asked if "." in one})
    for path in catalogues(customers_modules(), "en"):
        dead = [key for key in keys(path) if key not in whole and not key.startswith(begun)]
        assert not dead, f"{path}: {dead} belong into at_desk/"


def test_the_desk_has_its_languages() -> None:
    assert settings.DESK_LANGUAGES == DESK_LANGUAGES
