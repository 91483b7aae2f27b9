// A customer's page on the home screen: from there alone iOS lets it ask for pushes. Elsewhere nothing has to
// be put there, and so no browser is told that it could be.

/** On iOS, and not opened from there. What is looked for beside came to iOS together with push, in 16.4. */
export const lacksHome = () =>
  /** @type {any} */ (navigator).standalone === false && "CompressionStream" in globalThis;

/** Says what it would be there. */
export function offerHome() {
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { rel: "manifest", href: "/t/page.webmanifest" }));
}
