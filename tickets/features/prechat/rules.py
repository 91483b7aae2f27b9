"""Whether answers fit what is asked. Pure. A refusal names fields, and never says a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tickets.refusals import Refused
from tickets.wire.text import is_visible

MOST: Final = 500  # characters of an answer
Given = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Asked:
    name: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    required: bool = False
    only_closed: bool = False


def answered(
    asked: Iterable[Asked], given: Given, *, closed: bool, known_email: bool
) -> list[dict[str, Any]]:
    """What is kept. known_email: the site has said it, and nobody is asked again. Raises Refused."""
    by_name = {one.name: one for one in asked}
    _refuse((name for name in given if name not in by_name), "isn't asked")
    said = {name: _said(value) for name, value in given.items()}
    _refuse(
        (name for name, value in said.items() if value and not _fits(by_name[name], value)), "doesn't fit"
    )
    needed = (one for one in by_name.values() if one.required and (closed or not one.only_closed))
    missing = (one.name for one in needed if not said.get(one.name))
    _refuse((name for name in missing if not (known_email and by_name[name].kind == "email")), "is needed")
    return [
        {"name": name, "label": by_name[name].label, "value": said[name]} for name in by_name if name in said
    ]


def _said(value: str | bool) -> str | bool:
    """What nobody sees is nothing."""
    return value if isinstance(value, bool) else value.strip() if is_visible(value) else ""


def _fits(asked: Asked, value: str | bool) -> bool:
    if asked.kind == "checkbox" or isinstance(value, bool):
        return asked.kind == "checkbox" and isinstance(value, bool)
    if len(value) > MOST or "\x00" in value:
        return False
    if asked.kind == "choice":
        return value in asked.choices
    return asked.kind != "email" or _is_email(value)


def _is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _refuse(names: Iterable[str], why: str) -> None:
    wrong = [f"fields.{name[:40]}" for name in names]
    if wrong:
        named = " ".join(f"`{name}`" for name in wrong)
        raise Refused("bad_field", f"{named}: {why}.", fields=wrong)
