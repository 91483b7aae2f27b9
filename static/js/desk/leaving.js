// Who signs out may be asked something first, by a feature that has a part in the slot "me".

/** form: of signing out; tell(word, …): of ui/slots.js
 *  @param {HTMLFormElement} form
 *  @param {(word: string, ...said: any[]) => void} tell */
export function listenToLeaving(form, tell) {
  form.addEventListener("submit", (event) => {
    /** @type {Promise<void>[]} */
    const asked = [];
    tell("leaves", (/** @type {Promise<void>} */ first) => asked.push(first));
    if (!asked.length) return;
    event.preventDefault();
    void Promise.all(asked).then(() => form.submit());
  });
}
