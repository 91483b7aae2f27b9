// Seals a record for the website's storage, and opens it again: AES-GCM, under its name.
const IV = 12; // bytes
const BLOCK = 256; // characters: a record's length is told in steps of this

/** bytes: the key → {seal(name, record) → promise of a text, unseal(name, text) → promise of the record, or
 *  of null: by another key, or not as it was}
 *  @param {BufferSource} bytes */
export async function createSealing(bytes, { subtle } = globalThis.crypto) {
  const key = await subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const by = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });

  return {
    /** @param {string} name
     *  @param {any} record */
    async seal(name, record) {
      const iv = crypto.getRandomValues(new Uint8Array(IV));
      const sealed = await subtle.encrypt(by(name, iv), key, new TextEncoder().encode(padded(record)));
      return asText(iv) + asText(new Uint8Array(sealed));
    },
    /** @param {string} name
     *  @param {string} text
     *  @returns {Promise<any>} */
    async unseal(name, text) {
      try {
        const whole = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const record = await subtle.decrypt(by(name, whole.slice(0, IV)), key, whole.slice(IV));
        return JSON.parse(new TextDecoder().decode(record));
      } catch {
        return null;
      }
    },
  };
}

function padded(record) {
  const text = JSON.stringify(record);
  return text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK);
}

// 12 bytes are 16 letters, so that one text can stand behind the other.
/** @param {Uint8Array} bytes */
const asText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
