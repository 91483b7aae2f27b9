#!/usr/bin/env bash
# Firefox: the connection of a WebSocket that is closed while it connects stays, and counts.
#
# Guess: close() in CONNECTING ends the TCP connection, as an aborted fetch() does.
# Seen with Firefox ESR 153.8.0 of Debian (driven by Playwright 1.64.1): the page gets its close event at
# once, but the server sees the end of none of these connections within 15 s, and after eight such tries
# (five of them made connections) a plain fetch() to the same host and port isn't even connected within 15 s more.
# An aborted fetch() ends its connection within a second.
# The server accepts and answers no WebSocket, as a line does that has lost its other end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v firefox-esr >/dev/null || apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null
firefox-esr --version
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check playwright==1.64.1
cat >"$work/look.py" <<'PY'
import shutil
import socket
import threading
import time

from playwright.sync_api import sync_playwright

WATCHED = 15  # seconds
TRIES = 8
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nhi"
asked, ended = [], []
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]


def serve(line):
    what = ""
    with line:
        while said := line.recv(4096):
            what = said.split()[1].decode()
            asked.append(what)
            if what in ("/", "/plain"):
                line.sendall(PLAIN)
    ended.append(what)


def accept():
    while True:
        threading.Thread(target=serve, args=[server.accept()[0]], daemon=True).start()


def until(page, true):
    began = time.monotonic()
    while not true() and time.monotonic() - began < WATCHED:
        page.evaluate("new Promise((done) => setTimeout(done, 50))")
    return true()


threading.Thread(target=accept, daemon=True).start()
with sync_playwright() as playwright:
    browser = playwright.firefox.launch(executable_path=shutil.which("firefox-esr"), channel="moz-firefox")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    page.evaluate("window.ending = new AbortController(); fetch('/silent', {signal: ending.signal}).catch(() => {}); 0")
    until(page, lambda: "/silent" in asked)
    page.evaluate("ending.abort(); 0")
    fetch_ended = until(page, lambda: "/silent" in ended)
    page.evaluate("window.told = 0; 0")
    for number in range(TRIES):
        page.evaluate(f"window.last = new WebSocket('ws://127.0.0.1:{port}/socket{number}'); last.onclose = () => told++; 0")
        until_asked = time.monotonic() + 2
        while f"/socket{number}" not in asked and time.monotonic() < until_asked:
            page.evaluate("new Promise((done) => setTimeout(done, 50))")
        page.evaluate("last.close(); 0")
    told = until(page, lambda: page.evaluate("told") == TRIES)
    sockets_ended = until(page, lambda: any(what.startswith("/socket") for what in ended))
    page.evaluate("fetch('/plain'); 0")
    plain = until(page, lambda: "/plain" in asked)
    print("an aborted fetch ended its connection:", fetch_ended)
    print("close events of", TRIES, "sockets:", told)
    print("connections that the sockets made:", len([what for what in asked if what.startswith("/socket")]))
    print("one of them ended:", sockets_ended)
    print("a plain fetch got through:", plain)
    browser.close()
raise SystemExit((fetch_ended, told, sockets_ended, plain) != (True, True, False, False))
PY
"$work/venv/bin/python" "$work/look.py"
