// Stands inside every page, so that it is there whatever else doesn't come. Until the page's own
// script says "alive": keeps what is typed, lets no form go, and when a part is missing says so,
// fetches each part until it is there, and loads the page again.
(() => {
  const PATIENCE = 6_000; // ms: a page that isn't alive by then is worth a word
  const LATE = 1_500; // ms: and a part of it that was asked for
  // Half way through an upgrade, one server hasn't a part that the next one has: whoever answers
  // without it is asked again so soon, so often.
  const SOON = { pause: 500, tries: 16 };
  // Milliseconds before the page is loaded for the first, second … time again.
  const PAUSES = [0, 5_000, 15_000, 60_000];
  const SCRIPT = /javascript/;
  const [leftKey, againKey] = ["early", "again"].map((name) => `holdfast:${name}:${location.pathname}`);
  // Words by the field's id; the form that was to be sent.
  const left = load(leftKey, { typed: {}, wanted: null });
  let alive = false;
  let lacks = false; // a script: a feature's, and the page lives without it
  /** @type {RequestCache} */
  let caching = "default";
  let missing = false;

  function load(key, otherwise) {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  function keep(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // refused, or full
    }
  }

  /** What happens: its words stand in the page, in the reader's language. */
  function say(what) {
    const place = document.getElementById("late");
    if (!place) return;
    place.hidden = !what;
    place.textContent = place.dataset[what] ?? "";
  }

  const isWhole = () => alive && !lacks;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  /** @type {() => any[]} links and scripts */
  const scripts = () => [...document.querySelectorAll("link[rel=modulepreload], script[type=module][src]")];

  /** → promise of whether it is there; null: no answer. What a hotel's sign-in page says instead is not. */
  async function fetched(url, type, patience) {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), patience);
    try {
      const answer = await fetch(url, { cache: caching, signal: ending.signal });
      await answer.text();
      return answer.ok && type.test(answer.headers.get("Content-Type"));
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async function fetchUntilThere(url, type, enough = isWhole) {
    for (let tries = 0; !enough(); tries += 1) {
      const there = await fetched(url, type, PATIENCE * (1 + tries));
      if (there) return;
      caching = "reload";
      const soon = there === false && tries < SOON.tries;
      await pause((soon ? SOON.pause : Math.min(10_000, 250 * 2 ** tries)) * (0.5 + Math.random()));
    }
  }

  /** Modules that a page needs later (ui/later.js), and their words. load() imports the first of them. */
  async function fetchLater({ feature, load, come, quietly }) {
    /** @type {any[]} */
    const links = [...document.querySelectorAll(`link[data-later=${feature}]`)];
    const words = links.filter(({ dataset }) => "words" in dataset);
    for (let tries = 1; ; tries += 1) {
      const worthAWord = quietly ? 0 : setTimeout(say, LATE, "trying");
      await Promise.all(links.map(({ href }) => fetchUntilThere(href, SCRIPT, () => false)));
      clearTimeout(worthAWord);
      const [module] = await Promise.all([load(), ...words.map(({ href }) => import(href))]).catch(() => []);
      if (!quietly && isWhole()) say(module ? "" : "incomplete");
      if (module) return come(module);
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
    }
  }

  // For as long as a page lives, its browser remembers that a module didn't come: it takes another page.
  async function recover() {
    if (missing || isWhole() || !scripts().length) return;
    missing = true;
    say("trying");
    await Promise.all(scripts().map(({ href, src }) => fetchUntilThere(href || src, SCRIPT)));
    const again = load(againKey, 0);
    await pause(PAUSES[Math.min(again, PAUSES.length - 1)]);
    // Or its place is taken by the browser's own "can't be reached".
    await fetchUntilThere(location.pathname, /html/);
    if (isWhole()) return;
    if (keep(againKey, again + 1)) location.reload();
    else say("incomplete");
  }

  const giveBack = (each) => {
    for (const [id, words] of Object.entries(left.typed)) {
      const field = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
      if (!field || !words) continue;
      field.value = words;
      each(field);
    }
  };

  addEventListener(
    "alive",
    () => {
      alive = true;
      document.documentElement.dataset.alive = "";
      if (!lacks) say("");
      // Now the page's script keeps it.
      giveBack((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
      keep(leftKey, null);
      if (!lacks) keep(againKey, null);
      /** @type {HTMLFormElement | null} */
      const wanted = left.wanted && document.querySelector(`form[data-part=${left.wanted}]`);
      wanted?.requestSubmit();
    },
    { once: true },
  );

  addEventListener(
    "input",
    (event) => {
      const target = /** @type {HTMLInputElement} */ (event.target);
      if (alive || !target.id || !target.matches("form[data-part] :is(textarea, input:not([type=password]))"))
        return;
      left.typed[target.id] = target.value;
      left.wanted = null; // who goes on writing wasn't ready
      keep(leftKey, left);
    },
    true,
  );

  addEventListener(
    "submit",
    (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (alive || form.method === "post" || !scripts().length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      left.wanted = form.dataset.part ?? null;
      keep(leftKey, left);
      say("notYet");
    },
    true,
  );

  addEventListener(
    "error",
    ({ target, filename }) => {
      if (target instanceof HTMLLinkElement && target.relList.contains("stylesheet"))
        return void styleAgain(target);
      const ours = target instanceof HTMLScriptElement || filename?.startsWith(location.origin);
      if (alive || !ours) return;
      lacks = true;
      caching = "reload"; // it may have come broken
      recover();
    },
    true,
  );

  addEventListener("later", (event) => void fetchLater(/** @type {CustomEvent} */ (event).detail));

  async function styleAgain(link) {
    const tries = Number(link.dataset.tries ?? 0) + 1;
    link.dataset.tries = tries;
    await pause(Math.min(10_000, 250 * 2 ** tries));
    link.href = `${link.href.split("?")[0]}?${tries}`;
  }

  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    giveBack(() => {});
    setTimeout(recover, PATIENCE);
  });
})();
