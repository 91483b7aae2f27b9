// What this page has of files itself: shown at once, and without asking the server for them.

/** @type {Map<string, string>} id → address of a blob */
const addresses = new Map();

/** @param {{id: string, type: string, blob: Blob | ArrayBuffer}} file */
export function localAddress({ id, type, blob }) {
  const address = addresses.get(id) ?? URL.createObjectURL(new Blob([blob], { type }));
  addresses.set(id, address);
  return address;
}

/** @param {string} id */
export const keptAddress = (id) => addresses.get(id);

/** @param {string} id */
export function forget(id) {
  const address = addresses.get(id);
  if (address) URL.revokeObjectURL(address);
  addresses.delete(id);
}

/** Its measures, if this browser can show it; so that its place is there before it is.
 *  @param {string} address
 *  @returns {Promise<{width?: number, height?: number}>} */
export async function measured(address) {
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    return {};
  }
}
