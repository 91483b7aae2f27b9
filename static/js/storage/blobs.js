// What is kept with files in it.

export const LARGE = 60_000; // ms that storage may take for it

/** The same with bytes in the place of blobs, which a private window of WebKit doesn't keep. Whoever reads
 *  it takes both: new Blob([it]).
 *  @param {any} value
 *  @returns {Promise<any>} */
export async function asBytes(value) {
  if (value instanceof Blob) return value.arrayBuffer();
  if (Object(value) !== value) return value;
  const parts = await Promise.all(Object.values(value).map(asBytes));
  if (Array.isArray(value)) return parts;
  return Object.fromEntries(Object.keys(value).map((name, n) => [name, parts[n]]));
}
