"""A page's modules as one script, and its style sheets as one: esbuild makes both of the collected static
files. Where it isn't there, pages take the modules and the sheets themselves.

Each page is built by itself: what its script shares with its words, or with what it fetches later, is in
one file beside it and in none twice.
"""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.utils import get_app_template_dirs
from servestatic.compress import Compressor

from tickets.templatetags.page_script import imported_by, languages_of, later_of, of_modules, scripts_of
from tickets.templatetags.page_styles import sheets_of

FOLDER: Final = "bundles"
ENTRIES: Final = ".entries"  # beside it, while they are made
TAG: Final = re.compile(r"{% (page_script|page_styles)((?: '[^']+')*) %}")
SHARED: Final = f"{ENTRIES}/shared.js"
COMMAND: Final = (
    *("--bundle", "--splitting", "--format=esm", "--minify", "--charset=utf8", "--sourcemap"),
    *("--entry-names=[name].[hash]", "--chunk-names=[name].[hash]"),
    *(f"--metafile={ENTRIES}/made.json", "--log-level=warning"),
)
Outputs = Mapping[str, dict[str, Any]]  # by path, as esbuild's metafile has them
Entries = dict[str, Sequence[str]]  # what each is made of, by file name


def esbuild() -> Path | None:
    """Its program, which needs no Node: as `npm ci` in deploy/esbuild brings it, or the machine's."""
    brought = sorted((settings.BASE_DIR / "deploy/esbuild/node_modules/@esbuild").glob("*/bin/esbuild"))
    found = brought[0] if brought else shutil.which("esbuild")
    return Path(found) if found else None


def make(root: Path, program: Path) -> dict[str, Any]:
    """Made in `root`, of the static files there → `paths`, each file by its name, as Django's list of a
    release has them; `bundles`, what stands for a page's scripts or sheets, by the names of these."""
    paths: dict[str, str] = {}
    bundles: dict[str, Any] = {}
    for page in _pages():
        outputs = _built(program, root, page)
        paths |= {path: path for path in outputs}
        bundles[" ".join(page.parts)] = page.listed(outputs)
    _compress(root / path for path in paths)
    return {"paths": paths, "bundles": bundles}


class Script:
    """A page's scripts, its words in each language, and those of what it fetches later."""

    def __init__(self, before: Sequence[str], name: str) -> None:
        self.parts = scripts_of(name, *before)
        self.name = "-".join(Path(one).stem for one in (*before, name))
        modules = (*self.parts, *(one for part in self.parts for one in imported_by(part)))
        self.later = later_of(modules)
        heads = {language: of_modules(self.parts, language) for language in languages_of(modules)}
        english = heads[settings.LANGUAGE_CODE]  # stands in for a language that has no words here
        self.languages = [one for one, head in heads.items() if head != english or head is english]
        self.entries: Entries = {f"{self.name}.js": self.parts}
        for language in self.languages:
            head = heads[language]
            self.entries[self._words(language)] = head.words
            for whose in self.later.values():
                words = tuple(
                    name for feature, name, are_words in head.later if are_words and feature == whose
                )
                self.entries[self._words(language, whose)] = words
        self.entries = {name: parts for name, parts in self.entries.items() if parts}

    def _words(self, language: str, whose: str = "") -> str:
        return f"{self.name}{whose and '.'}{whose}.{language}.js"

    def listed(self, outputs: Outputs) -> dict[str, Any]:
        made = {out["entryPoint"]: path for path, out in outputs.items() if "entryPoint" in out}
        entries = {name: made[f"{ENTRIES}/{name}"] for name in self.entries}
        script = entries[f"{self.name}.js"]
        there = [script, *_imported(script, outputs)]
        words = self._in_each_language(entries)
        needs = [*there[1:], *(one for path in words.values() for one in _imported(path, outputs))]
        later = {
            whose: {
                "modules": [
                    one for one in (made[entry], *_imported(made[entry], outputs)) if one not in there
                ],
                "words": self._in_each_language(entries, whose),
            }
            for entry, whose in self.later.items()
        }
        return {"script": script, "needs": list(dict.fromkeys(needs)), "words": words, "later": later}

    def _in_each_language(self, entries: Mapping[str, str], whose: str = "") -> dict[str, str]:
        named = {language: self._words(language, whose) for language in self.languages}
        return {language: entries[name] for language, name in named.items() if name in entries}


class Sheet:
    """A page's style sheets."""

    def __init__(self, names: Sequence[str], page: Path) -> None:
        self.parts = sheets_of(*names)
        self.name = f"{page.parent.name}-{page.stem}.css"
        self.entries: Entries = {self.name: self.parts}

    def listed(self, outputs: Outputs) -> dict[str, Any]:
        (sheet,) = (
            path for path, out in outputs.items() if out.get("entryPoint") == f"{ENTRIES}/{self.name}"
        )
        return {"sheet": sheet}


def _pages() -> Iterator[Script | Sheet]:
    """What templates name, once."""
    seen = set()
    for folder in get_app_template_dirs("templates"):
        for page in sorted(Path(folder).rglob("*.html")):
            for tag, arguments in TAG.findall(page.read_text()):
                names = shlex.split(arguments)
                made = Sheet(names, page) if tag == "page_styles" else Script(names[1:], names[0])
                if made.parts not in seen:
                    seen.add(made.parts)
                    yield made


def _built(program: Path, root: Path, page: Script | Sheet) -> Outputs:
    """esbuild makes a file of each set of scripts that share something: of a dozen of them a browser would
    fetch six at a time. So that there is one, each script imports all that any of them shares."""
    folder = root / ENTRIES
    folder.mkdir()
    try:
        for name, parts in page.entries.items():
            line = "@import" if name.endswith(".css") else "import"
            (folder / name).write_text("".join(f'{line} "../{part}";\n' for part in parts))
        if len(page.entries) == 1:
            return _run(program, root, page.entries, f"--outdir={FOLDER}")
        shared = _shared(page, _run(program, root, page.entries, f"--outdir={ENTRIES}/tried"))
        (root / SHARED).write_text("".join(f'import "../{one}";\n' for one in shared))
        return _run(program, root, page.entries, f"--outdir={FOLDER}", f"--inject:{SHARED}")
    finally:
        shutil.rmtree(folder)


def _run(program: Path, root: Path, entries: Iterable[str], *options: str) -> Outputs:
    names = [f"{ENTRIES}/{name}" for name in entries]
    subprocess.run([program, *names, *COMMAND, *options], cwd=root, check=True)
    outputs: Outputs = json.loads((root / ENTRIES / "made.json").read_text())["outputs"]
    return outputs


def _shared(page: Script | Sheet, outputs: Outputs) -> list[str]:
    """The modules that a page needs at first, and not for one of its scripts alone."""
    needs = page.listed(outputs)["needs"]
    return sorted({module for path in needs for module in outputs[path]["inputs"]})


def _imported(path: str, outputs: Outputs) -> list[str]:
    """What the browser fetches with it."""
    found = [path]
    for one in found:
        needed = (each["path"] for each in outputs[one]["imports"] if each["kind"] == "import-statement")
        found += [each for each in needed if each not in found]
    return found[1:]


def _compress(files: Iterable[Path]) -> None:
    """But for what only who looks for a fault fetches."""
    compressor = Compressor(quiet=True)
    with ThreadPoolExecutor() as threads:
        list(threads.map(compressor.compress, (path for path in files if path.suffix != ".map")))
