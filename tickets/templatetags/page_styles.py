"""A page's style sheets, in one file where static files were bundled."""

from collections.abc import Iterator
from typing import Final

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

BASE: Final = ("css/ui/tokens.css", "css/ui/base.css", "css/ui/forms.css")
FEATURES: Final = "features"  # stands where those of features belong

register = template.Library()


@register.simple_tag
def page_styles(*names: str) -> SafeString:
    """The links to what every page has, and to the static files `names`. "features" among them is
    `css/features/<name>/<name>.css` of each feature that has one."""
    sheets = sheets_of(*names)
    bundle = getattr(staticfiles_storage, "bundles", {}).get(" ".join(sheets))
    links = ((static(sheet),) for sheet in ([bundle["sheet"]] if bundle else sheets))
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)


def sheets_of(*names: str) -> tuple[str, ...]:
    return (*BASE, *(sheet for name in names for sheet in (_of_features() if name == FEATURES else (name,))))


def _of_features() -> Iterator[str]:
    sheets = (f"css/features/{feature}/{feature}.css" for feature in settings.FEATURES)
    return (sheet for sheet in sheets if finders.find(sheet))
