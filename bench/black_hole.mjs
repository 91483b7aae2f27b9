// The pages' side of black_hole.py: the page's own link (static/js/liveness/link.js), many of them,
// each over a real socket. Reads one line {origin, pages: [{url, ticket, token}]}; prints
// {page, state, at} for each change, `at` in seconds of the system's monotonic clock.
import { createInterface } from "node:readline";
import { createLink } from "../static/js/liveness/link.js";
import { clock } from "../static/js/wire/clock.js";
import { hello } from "../static/js/wire/frames.js";
import { openSocket } from "../static/js/wire/socket.js";

const now = () => Number(process.hrtime.bigint() / 1000n) / 1e6;
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

function open({ url, ticket, token }, page, origin) {
  // A browser says where its page is from; here it is said for it.
  const Socket = function (address) {
    return new WebSocket(address, { headers: { origin } });
  };
  let live = false;
  const link = createLink({
    openSocket: (on) => openSocket(url, on, Socket),
    hello: () => hello({ tickets: [{ ticket, after: 0, token }] }),
    clock,
    random: Math.random,
    visible: () => true,
    on: {
      state(state) {
        tell({ page, state, at: now() });
        live ||= state === "live";
        if (live && state === "waiting") setImmediate(() => link.close()); // noticed: that is all we ask
      },
    },
  });
  link.open();
}

createInterface({ input: process.stdin }).once("line", (line) => {
  const { origin, pages } = JSON.parse(line);
  pages.forEach((page, number) => setTimeout(() => open(page, number, origin), 20 * number));
});
