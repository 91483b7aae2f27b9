"""The line that a website's pages have, so that the chat is in them."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from tickets.features.sites.models import Site


def of(site: Site) -> str:
    """Where there is a script to embed the chat by (an address of this name, a feature's); else nothing."""
    try:
        source = settings.PUBLIC_URL + reverse("launcher")
    except NoReverseMatch:
        return ""
    looks = {name: site.appearance.get(name) for name in ("accent", "position")}
    said = {"data-site": site.key} | {f"data-{name}": value for name, value in looks.items() if value}
    attributes = "".join(f' {name}="{value}"' for name, value in said.items())
    return f'<script async src="{source}"{attributes}></script>'
