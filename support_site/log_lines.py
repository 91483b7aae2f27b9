"""Keeps the log to one line where a part that is away, or whoever scans the net, would fill it with
tracebacks; and addresses out of it, of which some hold a secret."""

import logging
import re
from typing import Any

from tickets.address_patterns import pattern


class OneLine(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            message, error = record.getMessage(), str(record.exc_info[1])
            record.msg, record.args = message if error in message else f"{message}: {error}", ()
            record.exc_info = record.exc_text = None
        return True


class NoAddress(logging.Filter):
    """Django says a request's pattern in the place of its path, and Daphne no `uri` of a connection."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(record.args, tuple):
            record.args = tuple(_told(one, request) for one in record.args)
        return True


def _told(said: Any, request: Any) -> Any:
    if not isinstance(said, str):
        return said
    if path := getattr(request, "path", ""):
        escaped = path.encode("unicode_escape").decode("ascii")  # as Django does
        return pattern(request) if said in (path, escaped) else said
    return re.sub(r"\buri=\S+", "uri=…", said)
