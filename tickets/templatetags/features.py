"""What features show on pages: their parts of the rooms' templates."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.RequestContext, name: str, element: str) -> SafeString:
    """The seam for places (static/js/ui/slots.js has the list): an element of its own for each feature
    with a template `<feature>/<name>.html`, in the order of the settings."""
    given: Any = context.flatten()
    roots = ((element, name, feature, part.render(given), element) for feature, part in _parts(name))
    return format_html_join("\n", '<{} data-slot="{}" data-feature="{}">{}</{}>', roots)


@cache
def _parts(name: str) -> list[tuple[str, Any]]:
    found = ((feature, _part(f"{feature}/{name}.html")) for feature in settings.FEATURES)
    return [(feature, part) for feature, part in found if part]


def _part(path: str) -> Any:
    try:
        return get_template(path)
    except TemplateDoesNotExist:
        return None
