// Stands in the page that the worker shows while the desk can't be reached: asks for the address that was
// wanted until a server is there, and loads it.
(() => {
  const PATIENCE = 10_000; // ms
  const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms, and so on with the last
  // What a proxy says while nobody is behind it.
  const AWAY = [502, 503, 504];
  const place = inReadersLanguage();
  const part = (name) => /** @type {HTMLElement} */ (place.querySelector(`[data-part=${name}]`));
  const said = part("said");
  let failed = 0;
  /** @type {AbortController | null} */
  let trying = null;
  /** @type {any} */
  let next = null;

  /** The page has its words in each language. */
  function inReadersLanguage() {
    /** @type {HTMLElement[]} */
    const all = [...document.querySelectorAll("main")];
    const main = (code) => code.split("-")[0].toLowerCase();
    const mine = (code) => all.find(({ lang }) => main(lang) === main(code));
    const found = navigator.languages.map(mine).find(Boolean) ?? all[0];
    found.hidden = false;
    document.title = `${found.querySelector("h1")?.textContent} · ${document.title}`;
    Object.assign(document.documentElement, { lang: found.lang, dir: found.dir });
    return found;
  }

  const say = (what) => void (said.textContent = said.dataset[what] ?? "");

  // Not all at once, when a server is back that all have lost.
  function pause() {
    const most = PAUSES[Math.min(failed++, PAUSES.length - 1)];
    return most * (0.5 + Math.random() / 2);
  }

  async function tryNow() {
    clearTimeout(next);
    trying?.abort(); // it may hang in a line that is gone
    const mine = (trying = new AbortController());
    const late = setTimeout(() => mine.abort(), PATIENCE);
    /** @type {RequestInit} */
    const how = { method: "HEAD", cache: "no-store", redirect: "manual", signal: mine.signal };
    const there = await fetch(location.href, how).then(
      ({ status }) => !AWAY.includes(status),
      () => false,
    );
    clearTimeout(late);
    if (mine !== trying) return;
    if (there) return location.reload();
    say("waits");
    next = setTimeout(tryNow, pause());
  }

  function soon() {
    failed = 0;
    say("tries");
    tryNow();
  }

  /** What agents left in this browser's outbox. A database that isn't there mustn't be made: the desk's own
   *  script would find it without its stores. */
  function count() {
    const request = indexedDB.open("holdfast");
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      const db = request.result;
      const all = db.transaction("outbox").objectStore("outbox").getAll();
      all.onsuccess = () => show(all.result.filter(isOwed).length);
      db.close();
    };
  }

  const isOwed = ({ owner, state }) => owner.startsWith("agent:") && state === "waiting";

  function show(number) {
    const owed = part("owed");
    owed.querySelector("strong")?.append(number.toLocaleString(place.lang));
    owed.hidden = !number;
  }

  place.querySelector("button")?.addEventListener("click", soon);
  addEventListener("online", soon);
  say("waits");
  next = setTimeout(tryNow, pause());
  try {
    count();
  } catch {
    // Storage is refused: then nothing waits in it.
  }
})();
