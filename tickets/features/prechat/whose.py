"""Whose customers are asked."""

from tickets.people import sites


def own(key: str) -> str:
    """Of the desk's own pages, which have no key, it is the first site."""
    return key or next((site.key for site in sites.every()), "")
