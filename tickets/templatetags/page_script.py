"""A page's script, and before it those of features and everything that they import: a browser that has to
find out module by module needs a round trip for each step of the longest chain of imports. And the words of
each room and feature that it needs, in the language of the page alone: what customers read as well
(`words/de.js`), and what only the desk shows (`words/at_desk/de.js`)."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

IMPORT: Final = re.compile(r'^(?:import|export)\b(?:[^;"()=]*\bfrom)?\s*"(\.[^"]+)"', re.MULTILINE)
DESK: Final = "js/desk/"  # a page that needs one of its modules is the desk's
LATER: Final = re.compile(r'\blater\("(\w+)", \(\) => import\("(\.[^"]+)"\)')  # whose, and what

register = template.Library()


@dataclass(frozen=True)
class Head:
    """What a page's head names, as names of static files."""

    scripts: Sequence[str]
    preloads: Sequence[str]
    words: Sequence[str]
    later: Sequence[tuple[str, str, bool]]  # whose; the file; whether it is words


@register.simple_tag
def page_script(name: str, *before: str) -> SafeString:
    """The tags for the static file `name`, of a page, and for those `before` it that a feature's page has:
    one script, and the words of the page's language, where static files were bundled
    (support_site/bundles.py); else each module under the name (by hash) that the scripts themselves import,
    so that nothing is fetched twice.

    A feature has its own script for a page (`js/features/<feature>/desk.js` for `js/pages/desk.js`). It runs
    before the page's, which finds registered what the features that settings list have for it. What is
    fetched later is named in links that fetch nothing by themselves."""
    scripts = scripts_of(name, *before)
    bundle = getattr(staticfiles_storage, "bundles", {}).get(" ".join(scripts))
    head = of_bundle(bundle, _language()) if bundle else of_modules(scripts, _language())
    return format_html_join("\n  ", "{}", ((tag,) for tag in _tags(head)))


def scripts_of(name: str, *before: str) -> tuple[str, ...]:
    """A page's scripts, in the order in which they run."""
    own = _of_features(posixpath.basename(name))
    if both := set(before).intersection(own):
        raise ImproperlyConfigured(f"{both}: by its name it would run on the core's own page as well")
    return (*before, *own, name)


def _tags(head: Head) -> Iterator[SafeString]:
    for name in head.preloads:
        yield format_html('<link rel="modulepreload" href="{}">', static(name))
    for name in head.words:
        yield format_html('<script type="module" src="{}" data-words></script>', static(name))
    for whose, name, are_words in head.later:
        link = (
            '<link data-later="{}" data-words href="{}">' if are_words else '<link data-later="{}" href="{}">'
        )
        yield format_html(link, whose, static(name))
    for name in head.scripts:
        yield format_html('<script type="module" src="{}"></script>', static(name))


def of_bundle(bundle: dict[str, Any], language: str) -> Head:
    later = [
        (whose, name, are_words)
        for whose, there in bundle["later"].items()
        for are_words, names in ((False, there["modules"]), (True, _in(there["words"], language)))
        for name in names
    ]
    return Head([bundle["script"]], bundle["needs"], _in(bundle["words"], language), later)


def _in(words: dict[str, str], language: str) -> list[str]:
    known = words.get(language) or words.get(settings.LANGUAGE_CODE)
    return [known] if known else []


def of_modules(scripts: Sequence[str], language: str) -> Head:
    imported = dict.fromkeys(module for script in scripts for module in imported_by(script))
    preloads = [module for module in imported if module not in scripts]
    there = (*scripts, *imported)
    return Head(scripts, preloads, words_of(there, language), list(_later(there, language)))


def _later(there: Sequence[str], language: str) -> Iterator[tuple[str, str, bool]]:
    """Of what these import once it is needed (js/ui/later.js): what isn't there by then, and its words."""
    for entry, whose in later_of(there).items():
        needed = [one for one in (entry, *imported_by(entry)) if one not in there]
        yield from ((whose, one, False) for one in needed)
        words = {*words_of((*there, *needed), language)} - {*words_of(there, language)}
        yield from ((whose, one, True) for one in sorted(words))


def later_of(modules: Iterable[str]) -> dict[str, str]:
    """Each module that they import once it is needed, and for whom."""
    return {
        _at(module, path): whose
        for module in dict.fromkeys(modules)
        for whose, path in LATER.findall(_text(module))
    }


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


def languages_of(modules: Iterable[str]) -> Sequence[str]:
    """In which languages a page of these is shown: customers have more than the desk."""
    return settings.DESK_LANGUAGES if _at_desk(modules) else [code for code, _ in settings.LANGUAGES]


def words_of(modules: Collection[str], language: str) -> list[str]:
    """The catalogues of each folder that has some."""
    folders = [f"{folder}/words" for folder in dict.fromkeys(map(posixpath.dirname, modules))]
    if _at_desk(modules):
        folders += [f"{folder}/at_desk" for folder in folders]
    return [words for folder in folders if (words := _catalogue(folder, language))]


def _at_desk(modules: Iterable[str]) -> bool:
    return any(module.startswith(DESK) for module in modules)


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
