// What the browser tells a page about itself, passed on to its link.

export function followPage(link, page = globalThis, doc = document) {
  const nudge = (reason) => () => link.nudge(reason);
  page.addEventListener("online", nudge("online"));
  page.addEventListener("offline", nudge("offline"));
  page.addEventListener("focus", nudge("focus"));
  page.addEventListener("pageshow", ({ persisted }) => { if (persisted) link.nudge("resume"); });
  page.addEventListener("pagehide", ({ persisted }) => { if (persisted) link.freeze(); });
  doc.addEventListener("freeze", () => link.freeze());
  doc.addEventListener("resume", nudge("resume"));
  doc.addEventListener("visibilitychange", () => { if (doc.visibilityState === "visible") link.nudge("visible"); });
}
