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
# These stand where those of features belong: their sheet for every page, and the one for the desk's.
FEATURES: Final = {"features": ("{0}/{0}.css",), "desk features": ("{0}/{0}.css", "{0}/at_desk.css")}

register = template.Library()


@register.simple_tag
def page_styles(*names: str) -> SafeString:
    """The links to what every page has, and to the static files `names`. "features" among them is
    `css/features/<name>/<name>.css` of each feature that has one; "desk features", on a page of the desk's,
    is `at_desk.css` beside it as well: customers don't fetch what is only for the desk."""
    sheets = sheets_of(*names)
    bundle = getattr(staticfiles_storage, "bundles", {}).get(" ".join(sheets))
    links = ((static(sheet),) for sheet in ([bundle["sheet"]] if bundle else sheets))
    return format_html_join("\n  ", '<link rel="stylesheet" href="{}">', links)


def sheets_of(*names: str) -> tuple[str, ...]:
    return (
        *BASE,
        *(sheet for name in names for sheet in (_of_features(name) if name in FEATURES else (name,))),
    )


def _of_features(which: str) -> Iterator[str]:
    sheets = (
        f"css/features/{path.format(feature)}" for feature in settings.FEATURES for path in FEATURES[which]
    )
    return (sheet for sheet in sheets if finders.find(sheet))
