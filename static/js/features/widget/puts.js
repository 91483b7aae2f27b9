// Asks the website's page to keep something, and hears whether it does.

/** @param {{say: (type: string, fields: object) => void,
 *    on: (type: string, hear: (said: any) => void) => void}} host
 *  @returns {(name: string, sealed: string | null, stamp?: string) => Promise<boolean>} */
export function createPuts(host) {
  let asked = 0;
  /** @type {Map<number, (kept: boolean) => void>} */
  const waiting = new Map();
  host.on("sealed", ({ n, kept }) => {
    waiting.get(n)?.(kept);
    waiting.delete(n);
  });
  return (name, sealed, stamp) =>
    new Promise((done) => {
      waiting.set(++asked, done);
      host.say("seal", { n: asked, name, sealed, stamp });
    });
}
