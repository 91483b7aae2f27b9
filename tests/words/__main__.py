"""Brings the server's catalogues up to date: what is new waits in them for a translation."""

from tests.words.catalogues import update

if __name__ == "__main__":
    update()
