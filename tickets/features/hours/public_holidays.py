"""A country's public holidays, from the library that knows them. It is asked for by a click alone, and no
process loads it before."""

from datetime import date, timedelta
from typing import Final

AHEAD: Final = timedelta(days=400)


class NotKnown(Exception):
    pass


def ahead(place: str, today: date, language: str) -> dict[date, str]:
    """Of the next year, by day. place: `DE`, or `DE-BY` with what a part of it has more."""
    import holidays

    country, _, part = place.strip().upper().partition("-")
    years = [today.year, today.year + 1, (today + AHEAD).year]
    try:
        # Without a language it would be that of the machine.
        known = holidays.country_holidays(country, subdiv=part or None)
        spoken = _language(known.supported_languages, language) or known.default_language
        found = holidays.country_holidays(country, subdiv=part or None, years=years, language=spoken)
    except NotImplementedError:
        raise NotKnown(place) from None
    return {day: name for day, name in sorted(found.items()) if today <= day <= today + AHEAD}


def _language(there: tuple[str, ...], wanted: str) -> str | None:
    """As the library calls it: `de`, `en_US`."""
    return next((one for like in (wanted, "en") for one in there if one.split("_")[0] == like), None)
