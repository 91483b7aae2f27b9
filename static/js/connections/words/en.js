import { learn } from "../../words/t.js";

learn("en", {
  "connections.test.signed-out": "You've been signed out: sign in, and test again.",
  "connections.test.gone":
    "The server stopped answering in the midst of the test: has its web process ended? Test again in a few seconds.",
  "connections.test.whole": "All the way there and back: the connection is whole.",
  "connections.test.no-answer": "No answer: the server is down, or the network between here and there.",
  "connections.test.other-answered":
    "Something else answered ({status}): does the proxy lead to the web process?",
  "connections.test.stranger":
    "Something else answers in the server's place: a sign-in page of this network, or a proxy's own?",
  "connections.test.no-database": "The database can't be reached: start it, or look at DATABASE_URL.",
  "connections.test.draining": "This web process is about to end. Test again in a few seconds.",
  "connections.test.no-redis":
    "Redis can't be reached from this web process: start it, or look at REDIS_URL. Links stay up, others' messages come late.",
  "connections.test.you-are": "you are {address}",
  "connections.test.other-origin":
    "This page is at {origin}, but sockets are taken only from {origins}. Open that address, or set PUBLIC_URL.",
  "connections.test.blocks":
    "Your proxy blocks upgrades: HTTP gets through, a WebSocket doesn't. Let it pass on the Upgrade and Connection headers for /ws/.",
  "connections.test.holds":
    "Your proxy holds the upgrade back: there is neither a yes nor a no. Let it pass /ws/ on without buffering.",
  "connections.test.by-process": "by process {process}",
  "connections.test.refused": "The server refused, with code {code}.",
  "connections.test.cuts":
    "Something cuts the socket as soon as it is used: a proxy with a filter, or one that speaks only HTTP.",
  "connections.test.swallows":
    "The socket opens, and nothing comes through: a proxy that buffers or swallows frames. Turn its buffering off for /ws/.",
  "connections.test.no-binary":
    "No answer: binary frames don't get through, or the process has more to do than it can.",
  "connections.test.no-tick-redis": "No tick without Redis.",
  "connections.test.other-redis":
    "A worker beats, but its ticks don't arrive at this process: do both have the same REDIS_URL?",
  "connections.test.no-tick": "No tick: the heartbeat worker isn't running. Start manage.py heartbeat.",
  "connections.test.idle":
    "The socket was cut while nothing was said: does a proxy end idle connections? It must wait for two heartbeats at least.",
  "connections.test.no-ping":
    "No ping within {n} s, though the socket is open: frames get lost on the way here.",
  "connections.test.not-noted-without-ticks":
    "Nothing is noted without ticks. The process pings by its own clock, and closes nobody.",
  "connections.test.redis-gone": "Redis can't be reached any more: start it, or look at REDIS_URL.",
  "connections.test.not-noted":
    "Our answer isn't noted: it got lost on the way there, or the worker stopped ticking just now.",
  "connections.step.http": "This page reaches the server",
  "connections.step.parts": "The server has what it needs",
  "connections.step.address": "It knows who comes",
  "connections.step.upgrade": "A WebSocket opens",
  "connections.step.welcome": "The server speaks through it",
  "connections.step.probe": "It answers at once",
  "connections.step.ticks": "The worker's ticks arrive there",
  "connections.step.ping": "The server's ping arrives here",
  "connections.step.mark": "Our answer to it is in Redis",
  "connections.visitors.undeclared":
    "All visitors count as one, {address}, and share its limits: a proxy says who comes (X-Forwarded-For), and this server doesn't look. Set BEHIND_PROXY=on.",
  "connections.visitors.silent":
    "All visitors count as one, {address}, and share its limits: the proxy doesn't say who comes. Let it send X-Forwarded-For.",
  "connections.visitors.short":
    "All visitors count as one, {address}, and share its limits: fewer proxies than PROXY_HOPS says wrote into X-Forwarded-For.",
  "connections.visitors.garbled":
    "All visitors count as one, {address}, and share its limits: what the proxy writes into X-Forwarded-For is no address.",
  "connections.visitors.between":
    "All visitors count as one, {address}, and share its limits: something on the server itself stands between. Let it send X-Forwarded-For, and set BEHIND_PROXY=on.",
  "connections.visitors.crowd":
    "All {n} pages of customers come from a single address. If a proxy stands between, let it send X-Forwarded-For, set BEHIND_PROXY=on, and look at PROXY_HOPS.",
  "connections.result.running": "…",
  "connections.result.good": "good",
  "connections.result.bad": "stops here",
  "connections.result.skipped": "not tried",
  "connections.again.tried": "It is tried again.",
  "connections.again.lost": "That didn't get through. Please press Again once more.",
  "connections.reactions": "Reactions",
  "connections.died": { one: "{time}, after {n} try", other: "{time}, after {n} tries" },
  "connections.again": "Again: {kind}, {time}",
  "connections.milliseconds": "{figure} ms",
  "connections.seconds": "{figure} s",
  "connections.on-time": "on time",
  "connections.late": "{time} late",
  "connections.nothing-late": "Nothing is late.",
  "connections.oldest": "The oldest has waited for {time}.",
  "connections.no-redis": "Redis can't be reached: pages see each other's messages late",
  "connections.no-leader": "No heartbeat worker leads: start manage.py heartbeat",
  "connections.no-jobs": "Nothing is done beside the messages: start manage.py jobs",
  "connections.well": "All is well",
  "connections.one.web": "A web process",
  "connections.one.worker": "A worker",
  "connections.one.jobs": "A process for jobs",
  "connections.bad": "{kind}: {state}",
  "connections.bad-and-more": "{kind}: {state}, and {n} more",
  "connections.state.silent": "silent",
  "connections.state.gone": "gone",
  "connections.state.draining": "draining",
  "connections.state.beats-alone": "beats alone",
  "connections.state.starting": "starting",
  "connections.state.no-database": "no database",
  "connections.state.busy": "busy",
  "connections.state.serving": "serving",
  "connections.state.failing": "failing",
  "connections.state.leading": "leading",
  "connections.state.standing-by": "standing by",
  "connections.state.working": "working",
  "connections.state.ready": "ready",
  "connections.state.missing": "missing",
  "connections.why.killed": "{seconds} s without a word: killed, frozen, or cut off from Redis",
  "connections.why.lease-over":
    "{seconds} s without a word: its lease ran out, and its people count as offline",
  "connections.why.led-by-another":
    "{seconds} s without a word: another worker leads by now, if there is one",
  "connections.why.begun-anew": "{seconds} s without a word: what it had begun, another begins anew",
  "connections.why.draining": "it ends: its pages go to other processes",
  "connections.why.alone-since-start": "no tick since it started. Is the heartbeat worker running?",
  "connections.why.alone": "no tick for {seconds} s. Is the heartbeat worker running?",
  "connections.why.other-redis-since-start":
    "no tick since it started, though a worker leads: is this process's Redis the worker's?",
  "connections.why.other-redis":
    "no tick for {seconds} s, though a worker leads: is this process's Redis the worker's?",
  "connections.why.no-tick-yet": "waits for its first tick",
  "connections.why.web-without-database": "can't reach the database: messages wait in their pages",
  "connections.why.lag": "up to {seconds} s late: more work than it can do",
  "connections.why.cannot-beat": "can't beat: Redis refuses or is away. Its log says more",
  "connections.why.takes-over": "takes over within 3 s when the leader stops",
  "connections.why.jobs-without-database": "can't reach the database, in which jobs wait",
  "connections.why.full": "what comes next in {lanes} waits for a free thread",
  "connections.missing": "None has told of itself for a minute. Start one: {command}",
  "connections.kind.web": "Web process",
  "connections.kind.worker": "Heartbeat worker",
  "connections.kind.jobs": "Jobs",
  "connections.up": "up {time}",
  "connections.where": "{host}, pid {pid}, {version}",
  "connections.where-you": "{host}, pid {pid}, {version}, answers you",
  "connections.sockets": { one: "{figure} socket, {time} lag", other: "{figure} sockets, {time} lag" },
  "connections.running": {
    one: "{running} running, {figure} event followed up",
    other: "{running} running, {figure} events followed up",
  },
  "connections.beat": "{time} a beat",
  "connections.chart.open": "open",
  "connections.chart.half": "for half of the pings",
  "connections.chart.shown": "in the time shown",
  "connections.chart.in-5-s": "in 5 s",
  "connections.line.sockets": "open",
  "connections.line.p50": "half of them",
  "connections.line.p95": "95 %",
  "connections.line.left": "page left",
  "connections.line.cut": "line cut",
  "connections.line.no_pong": "no pong",
  "connections.line.other": "other",
  "connections.line.repairs": "messages that the layer lost",
  "connections.signed-out": "You've been signed out.",
  "connections.silent": "This server doesn't answer. What you see is what it said last",
});
