// How long 2,000 canned replies take to open, and to be looked through: `node bench/canned.js`.
import { createIndex } from "../static/js/features/canned/find.js";
import { filled, textFor, valuesOf } from "../static/js/features/canned/variables.js";

const WORDS =
  "Hello {customer.first_name|there} your order from Köln Straße Müller is on its way in parcel".split(" ");
const textOf = (n) => Array.from({ length: 60 }, (_, i) => WORDS[(n * 7 + i * 3) % WORDS.length]).join(" ");
const replies = Array.from({ length: 2_000 }, (_, n) => ({
  ...{ id: String(n), scope: "all", team: null, uses: 0, title: `No. ${n}`, shortcut: `r${n}` },
  texts: { en: textOf(n), de: textOf(n + 1) },
}));
const values = valuesOf({ row: { name: "Carla Braun", email: "", subject: "" }, agent: "Ada" });
const index = createIndex(replies);

function timed(what, act) {
  const began = performance.now();
  act();
  console.log(`${what.padEnd(24)} ${(performance.now() - began).toFixed(1)} ms`);
}

timed("opened", () => index.find("").map((reply) => filled(textFor(reply, ["en"]), values)));
timed("a hundred folded ahead", () => index.ahead());
timed("all others, by a word", () => index.find("mueller"));
timed("the next word", () => index.find("mueller parcel"));
