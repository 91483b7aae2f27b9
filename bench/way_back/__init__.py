"""How long until a page is back after a black hole that forgets, counted from the moment it heals.

    python -m bench.way_back [--trials 20] [--engines chromium firefox webkit] [--only holdfast] [--seed 7]

Each page is in a real browser and goes through a proxy of its own (tests/faults/proxy.py). At
some moment the proxy forgets: what is open, or is opened meanwhile, is dead for ever, and nobody is
told; after 10 to 25 s it heals, for new connections only. The holes are by turns both ways, towards the
server and towards the page, met idle, writing and connecting, with five kept-alive connections in them.

Ours is the desk as it is, every 2 s a ping, in each engine; beside it in Chromium socket.io's client
and Phoenix's, each with its heartbeat at 2 s, as their own reconnecting has it (others.mjs).
By HTTP: the page reads and sends, though no socket is live. The exit code says whether our bounds held.
"""
