"""`make run`: every part of the desk on one machine, under one roof.

    python -m support_site.run

Starts the parts in order, starts again what dies, and ends all of it on Ctrl-C or SIGTERM.
"""

from typing import Final

TOLD: Final = "· "  # what `prepare` begins lines with that are passed on at once


class Trouble(Exception):
    """One clear line for whoever typed `make run`. (SystemExit would leave a task without a clean-up.)"""
