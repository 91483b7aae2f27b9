"""The launcher as one script: its modules behind one another, in a scope of their own, with its words in one
language."""

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders

from tickets.templatetags.page_script import IMPORT, imported_by, words_of

ENTRY: Final = "js/features/widget/launcher/start.js"
IMPORTS: Final = re.compile(rf"{IMPORT.pattern};$", re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const) )", re.MULTILINE)
# Lines that are all comment, types among them; then what is left of white space.
COMMENT: Final = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)$|/\*\* @type .*?\*/ ?", re.MULTILINE | re.DOTALL
)
BEHIND: Final = re.compile(r"(?<=[;,{(\[]) // [^\n]*$", re.MULTILINE)
BLANK: Final = re.compile(r"(?<=[;,{(\[])\n\s*|\n\s*(?=[}\])])")
INDENT: Final = re.compile(r"\n\s*")


@cache
def script(language: str) -> bytes:
    modules = (ENTRY, *imported_by(ENTRY))
    first, *others = reversed(modules)
    parts = "".join(map(_alone, (first, *others[:-1], *words_of(modules, language), ENTRY)))
    return f'(()=>{{"use strict";{parts}}})();'.encode()


@cache
def zipped(language: str) -> bytes:
    return gzip.compress(script(language), mtime=0)


def _alone(module: str) -> str:
    """Without what joins it to others: in one scope, each name is there."""
    path = finders.find(module)
    assert path is not None
    text = BEHIND.sub("", COMMENT.sub("", Path(path).read_text()))
    return INDENT.sub("\n", BLANK.sub("", EXPORT.sub("", IMPORTS.sub("", text))))
