// A notice of the system, from an open page. Of one conversation there is one, the newest.

/** @param {{title: string, body: string, ticket: string, pressed: () => void}} what */
export function showNotice({ title, body, ticket, pressed }) {
  const { Notification } = globalThis;
  if (Notification?.permission !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag: ticket, silent: true });
    shown.onclick = () => {
      globalThis.focus();
      pressed();
      shown.close();
    };
  } catch {
    // Phones show none of a page's own: there it is a push.
  }
}
