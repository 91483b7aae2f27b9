// Shows what is pushed while no desk is open, and opens the conversation. It keeps no page, so that none is
// ever an old one.
const scope = /** @type {any} */ (globalThis);

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(showPushed(event.data?.json() ?? {})));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data));
});

const pages = () => scope.clients.matchAll({ type: "window", includeUncontrolled: true });

async function showPushed({ title = "Holdfast", body = "", ticket = "", test = false }) {
  if (test) for (const page of await pages()) page.postMessage({ pushed: "test" });
  const path = ticket ? `/agent/${ticket}/` : "/agent/";
  await scope.registration.showNotification(title, { body, tag: ticket || "test", data: path });
}

async function goTo(path) {
  const desk = (await pages()).find(({ url }) => new URL(url).pathname.startsWith("/agent/"));
  if (!desk) return scope.clients.openWindow(path);
  await desk.focus();
  return desk.navigate(path);
}
