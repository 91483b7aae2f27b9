// This browser as one that can be reached by push, and what is in the way of that.
const WORKER = "/agent/push.js";
const SCOPE = "/agent/";

/** What of the browser stands in the way; null: nothing.
 *  @param {any} [scope] */
export function obstacle(scope = globalThis) {
  if (!scope.isSecureContext) return "insecure";
  if (!scope.Notification) return "no-notices";
  if (scope.Notification.permission === "denied") return "denied";
  if (!scope.navigator.serviceWorker || !scope.PushManager) return "no-push";
  return scope.Notification.permission === "granted" ? null : "not-asked";
}

export async function subscribed() {
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** Only from a press: a browser asks its user by it. → PushSubscription
 *  @param {string} key of the desk */
export async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
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
