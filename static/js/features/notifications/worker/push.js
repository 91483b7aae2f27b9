// Shows what is pushed while no page is open, and opens the conversation. The desk's and the customers' are
// the same, each for the pages of its scope. The desk's begins with a page of its own (away.py), for when the
// desk can't be reached. It keeps nothing: no page is ever an old one.
const scope = /** @type {any} */ (globalThis);

/** @type {{page: string, headers: HeadersInit} | undefined} */
const away = scope.away;
// The desk, a conversation, what stands beside them, and settings; no file lies there.
const PAGE = /^\/agent\/([^/]+\/|settings\/([^/]+\/){1,2}|notifications\/settings\/)?$/;

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(showPushed(event.data?.json() ?? {})));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data));
});
if (away)
  scope.addEventListener("fetch", (event) => isPage(event.request) && event.respondWith(load(event.request)));

const home = () => new URL(scope.registration.scope).pathname;
const pathOf = ({ url }) => new URL(url).pathname;
const pages = () => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

const isPage = ({ method, mode, destination, url }) =>
  method === "GET" && mode === "navigate" && destination === "document" && PAGE.test(pathOf({ url }));

/** Whatever a server answers, else the page for when none does. Asked for here and not beforehand (navigation
 *  preload): where that fails Firefox shows its own page.
 *  @param {Request} request */
async function load(request) {
  try {
    return await fetch(request);
  } catch {
    return new Response(away?.page, { headers: away?.headers });
  }
}

async function showPushed({ title = "Holdfast", body = "", ticket = "", test = false }) {
  if (test) for (const page of await pages()) page.postMessage({ pushed: "test" });
  const path = ticket ? `${home()}${ticket}/` : home();
  await scope.registration.showNotification(title, { body, tag: ticket || "test", data: path });
}

/** To the page that shows it, else in another of ours, else in a new one.
 *  @param {string} path */
async function goTo(path) {
  const ours = (await pages()).filter((page) => pathOf(page).startsWith(home()));
  const there = ours.find((page) => pathOf(page) === path);
  const page = there ?? ours[0];
  const open = () => scope.clients.openWindow(path);
  if (!page) return open();
  await page.focus();
  return there ?? page.navigate(path).catch(open); // one that was loaded past the worker can't be led
}
