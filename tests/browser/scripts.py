"""What runs in a page before its own script, and makes a browser or its line as bad as some are."""

from typing import Final

_EACH_LINE: Final = """
  const Line = WebSocket;
  window.lines = [];
  window.lost = [];
"""

# Something in the browser forbids sockets, until `blocked` is false.
BLOCKED: Final = """
  const Real = WebSocket;
  window.blocked = true;
  window.WebSocket = class extends Real {
    constructor(url) { if (window.blocked) throw new Error("blocked"); super(url); }
  };
"""

# Sockets of the desk's pages connect to nothing, and say so never.
SILENT_AT_THE_DESK: Final = """
  if (location.pathname.startsWith("/agent/"))
    window.WebSocket = class extends EventTarget { readyState = 0; send() {} close() {} };
"""


def loses(pattern: str) -> str:
    """What matches is lost on the tab's first line, which one may close by `lines[0].close()`."""
    return f"""{_EACH_LINE}
  window.WebSocket = class extends Line {{
    constructor(...how) {{
      super(...how);
      lines.push(this);
      this.lossy = !sessionStorage.hadLine;
      sessionStorage.hadLine = "yes";
    }}
    send(said) {{
      if (this.lossy && /{pattern}/.test(said)) lost.push(said);
      else super.send(said);
    }}
  }};
"""


# No events come, so the page catches up for ever, gives a line up after 5 s and reads by HTTP till the next;
# no row comes by itself; and each call of a list is refused, but for one some 2 s after another while the
# same line is open.
NO_LOG_AND_REFUSALS: Final = f"""{_EACH_LINE}
  const hold = (event) => /"type": ?"(events|queue)"/.test(event.data) && event.stopImmediatePropagation();
  window.WebSocket = class extends Line {{
    constructor(...how) {{
      super(...how);
      lines.push(this);
      this.addEventListener("message", hold);
    }}
  }};
  const ask = fetch;
  const asked = new Map();
  const no = {{ status: 503, headers: {{ "Content-Type": "application/json" }} }};
  window.fetch = (url, ...how) => {{
    if (!String(url).includes("/api/queue")) return ask(url, ...how);
    const before = performance.now() - (asked.get(`${{lines.length}} ${{url}}`) ?? -Infinity);
    const open = lines.at(-1).readyState === Line.OPEN;
    if (open && before > 1_500 && before < 3_500) return ask(url, ...how);
    asked.set(`${{lines.length}} ${{url}}`, performance.now());
    return Promise.resolve(new Response('{{"code": "unavailable", "message": "Not now."}}', no));
  }};
"""


# Whatever says that a file is ready is lost on the way.
NO_FILE_FRAMES: Final = f"""{_EACH_LINE}
  const deaf = (event) => /"type": ?"file"/.test(event.data) && event.stopImmediatePropagation();
  window.WebSocket = class extends Line {{
    constructor(...how) {{
      super(...how);
      this.addEventListener("message", deaf);
    }}
  }};
"""

ALL: Final = ("indexedDB", "localStorage", "sessionStorage", "BroadcastChannel", "locks")


def without(*names: str) -> str:
    """A browser that refuses these, by throwing whenever a page asks for them."""
    places = {"locks": "Navigator.prototype"}
    refused = "".join(
        f"Object.defineProperty({places.get(name, 'window')}, '{name}', forbidden);\n" for name in names
    )
    return f"const forbidden = {{ get() {{ throw new DOMException('no', 'SecurityError'); }} }};\n{refused}"


# Everything is there and nothing ever answers.
NOTHING_ANSWERS: Final = """
  const says = (what) => ({ get: () => what });
  Object.defineProperty(window, "indexedDB", says({ open: () => ({}) }));
  Object.defineProperty(Navigator.prototype, "locks", says({ request: () => new Promise(() => {}) }));
  window.BroadcastChannel = class extends EventTarget { postMessage() {} };
"""

# A browser that names no language that there is, as WebKitGTK on a server.
NO_LANGUAGE: Final = "Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' });"

# A clock that is wrong.
A_DAY_AHEAD: Final = "{ const now = Date.now; Date.now = () => now() + 86_400_000; }"

# To be evaluated: the browser's disk is busy for so many milliseconds.
BUSY: Final = """(ms) => new Promise((begun) => {
  const opening = indexedDB.open("holdfast");
  opening.onsuccess = () => {
    const outbox = opening.result.transaction("outbox", "readwrite").objectStore("outbox");
    const end = performance.now() + ms;
    const look = () => { if (performance.now() < end) outbox.count().onsuccess = look; };
    look();
    begun();
  };
})"""
