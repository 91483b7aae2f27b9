"""Whom a site vouches for: a JWT that it has signed with one of its two secrets."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tickets.features.sites.models import Site
from tickets.refusals import Refused
from tickets.wire.text import is_visible

LONGEST: Final = 24 * 3600  # seconds that one may hold
SKEW: Final = 60  # seconds that a site's clock may be wrong
MOST_SUB, MOST_NAME, MOST_EMAIL = 180, 80, 254  # characters
MOST_TOKEN: Final = 4096  # characters of the whole


@dataclass(frozen=True, slots=True)
class Identity:
    sub: str  # the site's own name for the person
    name: str = ""
    email: str = ""


def verified(site: Site, token: str) -> Identity:
    """Raises Refused: never a guest instead."""
    claims = _claims(site, token)
    sub, issued, expires = claims["sub"], _seconds(claims["iat"]), _seconds(claims["exp"])
    if not is_visible(sub) or len(sub) > MOST_SUB or "\x00" in sub:
        raise _refused(f"`sub` has 1 to {MOST_SUB} characters.")
    if expires - issued > LONGEST:
        raise _refused(f"It may hold for {LONGEST // 3600} hours.")
    return Identity(sub, _name(claims.get("name")), _email(claims.get("email")))


def _claims(site: Site, token: str) -> dict[str, Any]:
    import jwt  # here: with the cryptography that it brings along it is for web processes that are asked

    why = "It isn't signed by this site."
    for secret in filter(None, (site.secret, site.former_secret)):
        try:
            claims: dict[str, Any] = jwt.decode(
                token[: MOST_TOKEN + 1],
                secret,
                algorithms=["HS256"],
                options={"require": ["exp", "iat", "sub"]},
                leeway=SKEW,
            )
        except jwt.InvalidSignatureError:
            continue
        except jwt.ExpiredSignatureError:
            why = "It has expired."
        except jwt.InvalidTokenError as error:
            why = f"{error}."
        else:
            return claims
    raise _refused(why)


def _seconds(said: Any) -> int:
    """PyJWT takes a number in a string as well."""
    return int(said)


def _name(said: Any) -> str:
    if said is None:
        return ""
    if not isinstance(said, str) or not is_visible(said) or len(said) > MOST_NAME or "\x00" in said:
        raise _refused(f"`name` has 1 to {MOST_NAME} characters.")
    return said.strip()


def _email(said: Any) -> str:
    if not said:
        return ""
    email = str(said)
    try:
        validate_email(email)
    except ValidationError:
        raise _refused("`email` is no e-mail address.") from None
    if len(email) > MOST_EMAIL:
        raise _refused(f"`email` has at most {MOST_EMAIL} characters.")
    return email


def _refused(why: str) -> Refused:
    return Refused("forbidden", f"The identity is not accepted. {why}")
