// uPlot asks for numbers as the browser's language has them while it is loaded. Where that is
// no language ("C", as on a server), it would stop the page.

/** Leaves the browser with a language that has numbers. */
export function nameOne(navigator) {
  try {
    new Intl.NumberFormat(navigator.language);
  } catch {
    Object.defineProperty(navigator, "language", { value: "en", configurable: true });
  }
}

nameOne(globalThis.navigator);
