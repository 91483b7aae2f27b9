"""What the desk's worker shows where the desk can't be reached: a page that needs nothing beside itself, with
a policy that lets in just that. It stands in the worker: so nothing is cached, and none is ever of another
version than the worker."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

SHEETS: Final = tuple(f"css/ui/{name}.css" for name in ("tokens", "base", "forms", "notice"))


@cache
def page() -> dict[str, Any]:
    """With its words in each of the desk's languages: who reads it is asked when it is shown."""
    style = mark_safe("".join(map(_text, SHEETS)))  # noqa: S308 (ours)
    told = {"style": style, "languages": settings.DESK_LANGUAGES}
    html = render_to_string("notifications/away.html", told)
    policy = {
        "default-src": "'none'",
        "style-src": _hash_of("style", html),
        "script-src": _hash_of("script", html),
        "connect-src": "'self'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "; ".join(f"{name} {source}" for name, source in policy.items()),
    }
    return {"page": html, "headers": headers}


def _text(name: str) -> str:
    path = finders.find(name)
    assert path is not None, f"there is no static file {name}"
    return Path(path).read_text()


def _hash_of(tag: str, html: str) -> str:
    [text] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
