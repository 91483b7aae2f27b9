"""A page's script, and before it those of features and everything that they import: a browser that has to
find out module by module needs a round trip for each step of the longest chain of imports. And the words of
each room and feature that it needs, in the language of the page alone: what customers read as well
(`words/de.js`), and what only the desk shows (`words/at_desk/de.js`)."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

IMPORT: Final = re.compile(r'^(?:import|export)\b(?:[^;"()=]*\bfrom)?\s*"(\.[^"]+)"', re.MULTILINE)
DESK: Final = "js/desk/"  # a page that needs one of its modules is the desk's
LATER: Final = re.compile(r'\blater\("(\w+)", \(\) => import\("(\.[^"]+)"\)')  # whose, and what

register = template.Library()


@register.simple_tag
def page_script(name: str, *before: str) -> SafeString:
    """The tags for the static file `name`, of a page, and for those `before` it that a feature's page has.
    The modules stand there under the names (by hash) that the scripts themselves import, so that nothing is
    fetched twice.

    A feature has its own script for a page (`js/features/<feature>/desk.js` for `js/pages/desk.js`). It runs
    before the page's, which finds registered what the features that settings list have for it. What is
    fetched later is named in links that fetch nothing by themselves."""
    own = _of_features(posixpath.basename(name))
    if both := set(before).intersection(own):
        raise ImproperlyConfigured(f"{both}: by its name it would run on the core's own page as well")
    scripts = (*before, *own, name)
    imported = dict.fromkeys(module for script in scripts for module in imported_by(script))
    preloads = ((static(module),) for module in imported if module not in scripts)
    links = format_html_join("\n  ", '<link rel="modulepreload" href="{}">', preloads)
    catalogues = ((static(words),) for words in words_of((*scripts, *imported), _language()))
    words = format_html_join("\n  ", '<script type="module" src="{}" data-words></script>', catalogues)
    tags = format_html_join(
        "\n  ", '<script type="module" src="{}"></script>', ((static(script),) for script in scripts)
    )
    later = format_html_join("\n  ", "{}", ((link,) for link in _later(scripts, imported)))
    return format_html_join("\n  ", "{}", ((part,) for part in (links, words, later, tags) if part))


def _later(scripts: Iterable[str], there: Collection[str]) -> Iterator[SafeString]:
    """Of what these import once it is needed (js/ui/later.js): what isn't there by then, and its words."""
    all_there = (*dict.fromkeys((*scripts, *there)),)
    for module in all_there:
        for feature, path in LATER.findall(_text(module)):
            entry = _at(module, path)
            needed = [one for one in (entry, *imported_by(entry)) if one not in there]
            words = {*words_of((*all_there, *needed), _language())} - {*words_of(all_there, _language())}
            for one in needed:
                yield format_html('<link data-later="{}" href="{}">', feature, static(one))
            for one in sorted(words):
                yield format_html('<link data-later="{}" data-words href="{}">', feature, static(one))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _of_features(page: str) -> list[str]:
    paths = (f"js/features/{feature}/{page}" for feature in settings.FEATURES)
    return [path for path in paths if finders.find(path)]


@cache
def imported_by(name: str) -> tuple[str, ...]:
    """Every module that the module `name` needs, near ones first."""
    found = [name]
    for module in found:
        found += [needed for needed in _imports(module) if needed not in found]
    return tuple(found[1:])


def words_of(modules: Collection[str], language: str) -> list[str]:
    """The catalogues of each folder that has some."""
    folders = [f"{folder}/words" for folder in dict.fromkeys(map(posixpath.dirname, modules))]
    if any(module.startswith(DESK) for module in modules):
        folders += [f"{folder}/at_desk" for folder in folders]
    return [words for folder in folders if (words := _catalogue(folder, language))]


@cache
def _catalogue(folder: str, language: str) -> str | None:
    names = (f"{folder}/{known}.js" for known in (language, settings.LANGUAGE_CODE))
    return next((name for name in names if finders.find(name)), None)


def _imports(name: str) -> list[str]:
    return list(dict.fromkeys(_at(name, one) for one in IMPORT.findall(_text(name))))


def _at(name: str, path: str) -> str:
    """What the module `name` imports as `path`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _text(name: str) -> str:
    path = finders.find(name)
    assert path is not None, f"{name} is imported, and there is no such file"
    return Path(path).read_text()
