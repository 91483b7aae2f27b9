// Which parts of a message are links, and what they open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyNodes } from "../../../static/js/conversation/more/body.js";
import { findLinks } from "../../../static/js/conversation/more/links.js";

const linked = (text) => findLinks(text).map(({ index, end }) => text.slice(index, end));
/** And it opens what it shows. */
function only(text, address) {
  assert.deepEqual(linked(text), [address], text);
  const [{ url }] = findLinks(text);
  assert.ok([address, `http://${address}`, `mailto:${address}`].includes(url), url);
}
const none = (text) => assert.deepEqual(linked(text), [], text);

test("an address keeps its brackets, and leaves the sentence's", () => {
  const ping = "https://en.wikipedia.org/wiki/Ping_(networking_utility)";
  only(ping, ping);
  only(`(see ${ping}).`, ping);
  for (const around of [
    ["(", ")"],
    ["<", ">"],
    ['"', '"'],
    ["'", "'"],
    ["“", "”"],
    ["[x](", ")"],
    ["**", "**"],
    ["", "."],
    ["", "..."],
    ["", "!?"],
    ["", ","],
    ["", " and"],
    ["", "\nnext"],
  ])
    only(around.join("https://example.com/a"), "https://example.com/a");
});

test("ports, numbers, names of this machine, and everything that an address may hold", () => {
  for (const address of [
    "http://localhost:8000/x",
    "http://127.0.0.1:8000/",
    "http://[2001:db8::1]:8080/a",
    "HTTPS://EXAMPLE.COM/A",
    "https://example.com/%E4%B8%AD?a=b;c&d#e:f@g",
    "https://example.com/a's",
    "https://münchen.de/ü",
    "https://例え.jp/道",
    "https://пример.рф/а",
    "https://x.com/a", // one letter, which is a letter
    "https://t.me/a_b",
    "https://o2.de",
    "https://www.3m.com/",
    "http://a.b.example.com",
    "https://s3.amazonaws.com/b",
    "me@x.com",
    `https://example.com/${"long/".repeat(1_000)}end`,
  ])
    only(`Open ${address} now`, address);
});

test("www and e-mail are links without a scheme; a file's name and a bare domain are none", () => {
  assert.deepEqual(findLinks("www.example.com/a?b=c, ok"), [
    { index: 0, end: 21, url: "http://www.example.com/a?b=c" },
  ]);
  assert.deepEqual(findLinks("Me <me@example.com>."), [{ index: 4, end: 18, url: "mailto:me@example.com" }]);
  for (const text of [
    "readme.md, main.py, install.sh",
    "example.com",
    "www.",
    "www.a",
    "x@y",
    "https://",
    "https:/example.com",
    "//example.com/x",
    "ftp://example.com",
  ])
    none(text);
});

test("text without spaces begins and ends a link", () => {
  only("https://example.com/a。次の文", "https://example.com/a");
  only("请看https://example.com/a。谢谢", "https://example.com/a");
  only("请看https://example.com谢谢", "https://example.com");
  only("请看www.example.com，谢谢", "www.example.com");
  only("请写me@example.com谢谢", "me@example.com");
  only("ดูที่https://example.com", "https://example.com");
});

test("so do pictures and the signs of other scripts", () => {
  for (const before of ["🎉", "👍🏽", "❤️", "🇩🇪", "…", "—", "：", "（", "看👍", "“"])
    for (const address of ["https://example.com/a", "www.example.com", "me@example.com"])
      only(`${before}${address} ok`, address);
  for (const after of ["🎉", "👍🏽", "❤️", "🇩🇪ok", "👍好"])
    for (const address of ["https://example.com", "www.example.com", "me@example.com"])
      only(`See ${address}${after}`, address);
});

test("what an address is said to be may stand before it, unless it makes another one of it", () => {
  for (const before of ["Web:", "url:", "Сайт:", "官网:", "see my-page:"])
    only(`${before}https://example.com/a`, "https://example.com/a");
  for (const before of ["email:", "E-Mail:", "почта:", "邮箱:", "邮箱：", "(mail:"])
    only(`${before}me@example.com`, "me@example.com");
  only("mailto:me@example.com", "mailto:me@example.com");
  only("https://example.com/a:https://example.org", "https://example.com/a:https://example.org");
  for (const text of ["xmpp:me@example.com", "sftp:me@example.com", "ftp://user:pass@example.com"])
    none(text);
  for (const text of ["web:https://user:pass@example.com", "письмоme@example.com", "ähttps://example.com"])
    none(text);
});

test("what runs, or opens something else than it shows, stays text", () => {
  for (const text of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//www.x",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
  ])
    assert.ok(
      findLinks(text).every(({ url }) => /^(https?:|mailto:)/.test(url)),
      text,
    );
  for (const text of [
    "https://user:pass@host.com/x",
    "https://bank.com@evil.example",
    "http://a:b@[::1]/",
    "https://bank.com:443@evil.example",
    "https://user:p/ss@host.com/",
    "https://user:pass@www.host.com",
    "https://看me@example.com",
  ])
    none(text);
  only("\u2066https://example.com/a\u2069.", "https://example.com/a");
  for (const text of [
    "https://аpple.com",
    "https://аррӏе.com",
    "www.pаypal.com",
    "me@аpple.com",
    "https://exam\u200bple.com",
    "https://example.com/\u202egpj.exe",
    "https://bank.com\u2066.evil.example",
  ])
    none(text);
});

test("nothing of the text is lost around its links", () => {
  const doc = { createElement: () => ({}) };
  const text = "a https://example.com/a。b me@example.com\u200b c https://u:p@h.com d";
  const nodes = bodyNodes(text, doc);
  assert.equal(nodes.map((node) => node.textContent ?? node).join(""), text);
  assert.deepEqual(
    nodes.filter((node) => node.href).map(({ href, rel }) => [href, rel]),
    [
      ["https://example.com/a", "noopener noreferrer nofollow"],
      ["mailto:me@example.com", "noopener noreferrer nofollow"],
    ],
  );
});

test("no message keeps the page busy", () => {
  for (const unit of [
    "a@",
    "(",
    "https://",
    "www.",
    "http://a(",
    "http://x/((",
    "中www.",
    "中a@",
    "http://a@",
    "'",
    "http://x/'",
    "a.b@c.d ",
    "{",
    "\u200b",
    "m@a-",
    "а",
    "https://a.b.c.d.",
  ]) {
    const text = unit.repeat(8_000 / unit.length);
    const began = performance.now();
    findLinks(text);
    assert.ok(performance.now() - began < 1_000, unit);
  }
});

test("right after a letter of another script an address begins with its scheme", () => {
  for (const before of ["смотри", "δες", "انظر", "ראה", "देखो", "見て", "ดู", "한국어"]) {
    only(`${before}https://example.com/a now`, "https://example.com/a");
    only(`${before}mailto:me@example.com`, "mailto:me@example.com");
  }
  for (const latin of ["see", "voilà".normalize("NFD")]) none(`${latin}https://example.com/a`);
  none("смотриhttps://bank.com@evil.example/a");
});
