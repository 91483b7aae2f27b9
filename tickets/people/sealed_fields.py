"""Columns of secrets: sealed in the database, in what `values()` reads and so in every backup; an object's
attribute has them opened. What nobody can open any more is empty, and stays as it is in the database."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from tickets.people import sealing


class Opened(DeferredAttribute):
    """Opened each time it is asked for: most who read a row don't need its secret, nor what opens it."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        return _each(_opened, super().__get__(instance, cls))

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _Sealed:
    descriptor_class = Opened
    attname: str

    def pre_save(self, instance: Any, add: bool) -> Any:  # noqa: ARG002 (Django says it)
        """As it stands there, sealed or new."""
        return instance.__dict__[self.attname]

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(_each(_sealed, value))  # type: ignore[misc]


class SealedText(_Sealed, models.TextField):  # type: ignore[misc, type-arg]
    pass


class SealedTexts(_Sealed, models.JSONField):  # type: ignore[misc]
    """A list of them. Of what nobody can open there is none."""


def _each(act: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str) and value:
        return act(value)
    return list(filter(None, map(act, value))) if isinstance(value, list) else value


def _sealed(text: str) -> str:
    return text if text.startswith(sealing.SEALED) else sealing.seal(text)


def _opened(text: str) -> str:
    try:
        return sealing.opened(text)
    except sealing.Lost:
        return ""


def of(model: Any) -> list[str]:
    """Which of its columns are sealed."""
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, _Sealed)]
