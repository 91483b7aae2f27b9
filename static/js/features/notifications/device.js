// This browser as one that can be reached by push, and what is in the way of that.

/** Where its service worker is, and which pages it sees to.
 *  @typedef {{worker: string, scope: string}} Place
 *  @type {Record<"desk" | "customer", Place>} */
export const places = {
  desk: { worker: "/agent/push.js", scope: "/agent/" },
  customer: { worker: "/t/push.js", scope: "/t/" },
};

/** What of the browser stands in the way; null: nothing.
 *  @param {any} [scope] */
export function obstacle(scope = globalThis) {
  if (!scope.isSecureContext) return "insecure";
  if (!scope.Notification) return "no-notices";
  if (scope.Notification.permission === "denied") return "denied";
  if (!scope.navigator.serviceWorker || !scope.PushManager) return "no-push";
  return scope.Notification.permission === "granted" ? null : "not-asked";
}

/** @param {Place} place */
export async function subscribed({ scope }) {
  const registration = await navigator.serviceWorker?.getRegistration(scope);
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** So that it shows its own page where the desk can't be reached, whether or not anything is to be pushed.
 *  @param {Place} place */
export async function registerWorker({ worker, scope }, workers = globalThis.navigator?.serviceWorker) {
  await workers?.register(worker, { scope }).catch(() => {}); // a browser may refuse: then it shows its own
}

/** Only from a press: a browser asks its user by it. → PushSubscription
 *  @param {Place} place
 *  @param {string} key of the desk */
export async function subscribe({ worker, scope }, key) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
  await navigator.serviceWorker.register(worker, { scope });
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  if (before) return before;
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

/** @param {PushSubscription} subscription */
export function asDevice(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, key: keys?.p256dh ?? "", secret: keys?.auth ?? "" };
}

/** @param {string} text in base64url */
export function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
