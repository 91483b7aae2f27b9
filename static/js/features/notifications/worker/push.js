// Shows what is pushed while no page is open, and opens the conversation. It keeps no page, so that none is
// ever an old one. The desk's and the customers' are the same, each for the pages of its scope.
const scope = /** @type {any} */ (globalThis);

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(showPushed(event.data?.json() ?? {})));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data));
});

const home = () => new URL(scope.registration.scope).pathname;
const pathOf = ({ url }) => new URL(url).pathname;
const pages = () => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

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
