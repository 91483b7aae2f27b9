// What opens the conversation is kept by the first that keeps it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeeping, inCookie, inPage, inStorage } from "../../../../static/js/features/widget/keeping.js";

const refuses = () => {
  throw new Error("SecurityError");
};

function memory() {
  const map = new Map();
  return {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, value) => void map.set(name, value),
    removeItem: (name) => void map.delete(name),
    map,
  };
}

/** A browser's jar: `takes` says whether it takes a cookie of a frame. */
function jar(takes) {
  const map = new Map();
  return {
    said: [],
    get cookie() {
      return [...map].map((pair) => pair.join("=")).join("; ");
    },
    set cookie(text) {
      this.said.push(text);
      const [pair, ...attributes] = text.split("; ");
      const [name, value] = pair.split("=");
      if (!takes) return;
      if (attributes.includes("Max-Age=0")) map.delete(name);
      else map.set(name, value);
    },
  };
}

test("the frame's own storage comes first, and nothing is left elsewhere", () => {
  const [storage, doc, said] = [memory(), jar(true), []];
  const keeping = createKeeping([
    inStorage("a", () => storage),
    inCookie("shop", doc),
    inPage({ keeps: true }, (...told) => said.push(told)),
  ]);
  assert.equal(keeping.get(), null);
  assert.equal(keeping.keep("t.1"), true);
  assert.deepEqual([storage.map.get("a"), doc.cookie, said], ["t.1", "", []]);
  assert.equal(keeping.get(), "t.1");
});

test("where storage is refused, a partitioned cookie for the frame's pages alone", () => {
  const doc = jar(true);
  const keeping = createKeeping([inStorage("a", refuses), inCookie("shop", doc)]);
  assert.equal(keeping.keep("t.1"), true);
  assert.equal(keeping.get(), "t.1");
  const attributes = doc.said[0].split("; ").slice(1);
  assert.deepEqual(attributes, [
    "Path=/w/shop/",
    "Max-Age=15552000",
    "SameSite=None",
    "Secure",
    "Partitioned",
  ]);
  assert.match(doc.cookie, /^__Secure-/);
});

test("another site's cookie, or one whose name begins alike, is none of ours", () => {
  const doc = jar(true);
  inCookie("shop2", doc).set("other");
  assert.equal(inCookie("shop", doc).get(), null);
});

test("where cookies are refused as well, the website's page, if its owner lets it", () => {
  const said = [];
  const say = (type, fields) => said.push([type, fields]);
  const with_ = (greeting) =>
    createKeeping([inStorage("a", refuses), inCookie("shop", jar(false)), inPage(greeting, say)]);
  assert.equal(with_({ keeps: true, kept: "t.0" }).get(), "t.0");
  assert.equal(with_({ keeps: true }).keep("t.1"), true);
  assert.deepEqual(said, [["keep", { value: "t.1" }]]);
  assert.equal(with_({ keeps: false }).keep("t.2"), false, "nothing keeps it, and it is said so");
  assert.equal(with_({}).keep("t.3"), false);
  assert.equal(said.length, 1, "and the page isn't told");
});

test("what is forgotten is so everywhere", () => {
  const [storage, doc, said] = [memory(), jar(true), []];
  inCookie("shop", doc).set("t.0");
  storage.setItem("a", "t.1");
  createKeeping([
    inStorage("a", refuses),
    inStorage("a", () => storage),
    inCookie("shop", doc),
    inPage({}, (...told) => said.push(told)),
  ]).forget();
  assert.deepEqual([storage.map.size, doc.cookie, said], [0, "", [["keep", { value: null }]]]);
});
