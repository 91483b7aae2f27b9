"""The web process: a server of WEB_SERVER's choice, with the edges of docs/protocol.md.

    python -m support_site.server

Either server closes pages that read too slowly or send too much, and ends without harm to
the rest. What both share is in `backlog`, `drain` and `files`; consumers know of neither.
"""
