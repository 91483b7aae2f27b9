"""What every page begins with: its release, and a script that stands in the page itself. The browser
runs that only if its hash is in the Content-Security-Policy: support_site.settings has it there."""

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from support_site.release import inline

register = template.Library()


@register.simple_tag
def release() -> str:
    return str(settings.RELEASE)


@register.simple_tag
@cache
def inline_script(name: str) -> SafeString:
    path = finders.find(name)
    assert path is not None, f"there is no static file {name}"
    return format_html("<script>{}</script>", mark_safe(inline(Path(path))))  # noqa: S308 (ours)
