"""Keeps the log to one line where a part that is away, or whoever scans the net, would fill it with
tracebacks."""

import logging


class OneLine(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            message, error = record.getMessage(), str(record.exc_info[1])
            record.msg, record.args = message if error in message else f"{message}: {error}", ()
            record.exc_info = record.exc_text = None
        return True
