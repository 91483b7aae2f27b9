"""The launcher as one script: its modules behind one another, in a scope of their own, with its words."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from django.utils.translation import override

from tickets.templatetags.page_script import IMPORT, imported_by

ENTRY: Final = "js/features/widget/launcher/start.js"
IMPORTS: Final = re.compile(rf"{IMPORT.pattern};$", re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const) )", re.MULTILINE)
# Lines that are all comment, types among them; then what is left of white space.
COMMENT: Final = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)$|/\*\* @type .*?\*/ ?", re.MULTILINE | re.DOTALL
)
BLANK: Final = re.compile(r"\n\s*")


@cache
def script() -> bytes:
    modules = (*reversed(imported_by(ENTRY)), ENTRY)
    words = json.dumps({code: _words(code) for code, _name in settings.LANGUAGES}, ensure_ascii=False)
    parts = "".join(map(_alone, modules))
    return f'(()=>{{"use strict";const WORDS={words};{parts}}})();'.encode()


@cache
def zipped() -> bytes:
    return gzip.compress(script(), mtime=0)


def _alone(module: str) -> str:
    """Without what joins it to others: in one scope, each name is there."""
    path = finders.find(module)
    assert path is not None
    text = COMMENT.sub("", Path(path).read_text())
    return BLANK.sub("\n", EXPORT.sub("", IMPORTS.sub("", text)))


def _words(language: str) -> dict[str, str]:
    with override(language):
        return {
            "open": _("Open the chat"),
            "close": _("Close the chat"),
            "chat": _("Chat"),
            "one": _("{n} new message"),
            "other": _("{n} new messages"),
            "away": _("The chat can't be reached just now."),
        }
