// What the browser tells a page about itself, passed on to its link and the link's twin.

/** @param {{nudge: (reason: string) => void, freeze: () => void}} link
 *  @param {{hurry: () => void}} twin
 *  @param {any} page */
export function followPage(link, twin, page = globalThis, doc = document) {
  const nudge = (reason) => () => {
    link.nudge(reason);
    twin.hurry();
  };
  page.addEventListener("online", nudge("online"));
  page.navigator?.connection?.addEventListener?.("change", nudge("online")); // from one network to another
  page.addEventListener("offline", nudge("offline"));
  page.addEventListener("focus", nudge("focus"));
  page.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) nudge("resume")();
  });
  page.addEventListener("pagehide", ({ persisted }) => {
    if (persisted) link.freeze();
  });
  doc.addEventListener("freeze", () => link.freeze());
  doc.addEventListener("resume", nudge("resume"));
  doc.addEventListener("visibilitychange", () => {
    if (doc.visibilityState === "visible") nudge("visible")();
  });
}
