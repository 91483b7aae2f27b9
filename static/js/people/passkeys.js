// A form whose answer is a passkey's: the browser is asked for it, and the form sent with what it gave.

/** @param {string} text */
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/**
 * @param {{
 *   form: HTMLFormElement,
 *   credentials?: CredentialsContainer,
 *   ask?: (url: string, body: FormData) => Promise<any>,
 * }} parts
 */
export function createPasskey({ form, credentials = navigator.credentials, ask = post }) {
  const { make, sign } = form.dataset;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  const shown = async () =>
    make
      ? credentials.create(decoded(JSON.parse(make)))
      : credentials.get(decoded(await ask(String(sign), new FormData(form))));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      field.value = JSON.stringify(encoded(await shown()));
      form.submit();
    } catch (error) {
      say(/** @type {Error} */ (error).name);
    }
  });

  /** @param {string} name of an error; empty: all is well */
  function say(name) {
    const all = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-said]")]);
    const said = all.find((one) => one.dataset.said === name) ?? all[0];
    for (const one of all) one.hidden = !name || one !== said;
  }
}

/** @param {string} url @param {FormData} body */
async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body });
  return answer.json();
}

/** What the server says in base64url, as the browser wants it. @param {any} options */
function decoded({ publicKey }) {
  const { challenge, user } = publicKey;
  const known = (publicKey.excludeCredentials ?? []).map((/** @type {any} */ one) => ({
    ...one,
    id: bytesOf(one.id),
  }));
  return {
    publicKey: {
      ...publicKey,
      challenge: bytesOf(challenge),
      ...(user ? { user: { ...user, id: bytesOf(user.id) }, excludeCredentials: known } : {}),
    },
  };
}

/** @param {any} credential */
function encoded(credential) {
  const { response } = credential;
  const given = ANSWERS.filter((name) => response[name]);
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(given.map((name) => [name, textOf(response[name])])),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
