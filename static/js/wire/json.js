/** → promise of what the server has at `url`, or of null when it can't be had. */
export async function getJson(url, get = globalThis.fetch) {
  try {
    const response = await get(url);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
