"""What customers agree to before they write, by version, and what is kept of it. Synchronous, on a database
thread; raises Refused."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from django.conf import settings
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field

from tickets.features.prechat import whose
from tickets.features.prechat.models import Consent
from tickets.lately import Lately
from tickets.refusals import Refused
from tickets.wire import stamps

NAME: Final = "consent"
SHOWN: Final = "shown"  # a sentence that was read; of a box it is true
MOST: Final = 2**53 - 1  # a version, as JavaScript has numbers


class Given(BaseModel):
    """Of the call that opens a conversation."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: Annotated[int, Field(ge=1, le=MOST)]
    language: Annotated[str, Field(max_length=35)] = ""
    agreed: bool = False


def all_of_them() -> list[Consent]:
    return list(Consent.objects.all())


lately: Final = Lately[list[Consent]](all_of_them, [])  # for pages


def newest(site: str, every: Sequence[Consent]) -> Consent | None:
    """Of `every`, newest first, what the site has itself."""
    own = next((one for one in every if one.site == site), None)
    return own if own and own.texts else None


def of_site(key: str, every: Sequence[Consent]) -> Consent | None:
    """Its own; else that of all sites that have none."""
    return newest(whose.own(key), every) or newest("", every)


def in_words(consent: Consent, language: str) -> tuple[str, str]:
    """In which language it is read, and how: the reader's, the desk's, or any that there is."""
    read = next(one for one in (language, settings.LANGUAGE_CODE, *consent.texts) if one in consent.texts)
    return read, consent.texts[read]


def kept(site: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An older version is as good as the newest: its page was open while the words were changed."""
    every = all_of_them()
    if not given:
        now = of_site(site, every)
        return _refuse("consent", "is needed") if now and now.ticked else []
    there = {whose.own(site), ""}
    version = given["version"]
    shown = next((one for one in every if one.pk == version and one.site in there and one.texts), None)
    if shown is None:
        return _refuse("consent.version", "isn't known")
    if shown.ticked and not given["agreed"]:
        return _refuse("consent.agreed", "is needed")
    return [_entry(shown, given["language"])]


def _entry(shown: Consent, language: str) -> dict[str, Any]:
    read, text = in_words(shown, language)
    agreed = True if shown.ticked else SHOWN
    said = {"name": NAME, "label": text, "value": agreed, "version": shown.pk, "language": read}
    return said | {"link": shown.link, "at": stamps.stamp(timezone.now())}


def _refuse(name: str, why: str) -> list[dict[str, Any]]:
    raise Refused("bad_field", f"`{name}`: {why}.", fields=[name])
