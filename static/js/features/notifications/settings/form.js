// The wishes in the form, and out of it.

/** @param {any} form
 *  @param {any} wishes */
export function fillIn(form, wishes) {
  for (const name of ["sounds", "notices", "mails"])
    for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = wishes[name].includes(box.value);
  form.volume.value = wishes.volume;
  form.quiet_from.value = wishes.quiet_from ?? "";
  form.quiet_to.value = wishes.quiet_to ?? "";
  form.words.checked = wishes.words;
}

/** `before`: the mails are kept as they were where the form has none of them, for none can be sent.
 *  @param {any} form
 *  @param {any} before */
export function wishesIn(form, before) {
  const chosen = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map(({ value }) => value);
  return {
    sounds: chosen("sounds"),
    notices: chosen("notices"),
    mails: form.querySelector("[name=mails]") ? chosen("mails") : before.mails,
    volume: Number(form.volume.value),
    quiet_from: form.quiet_from.value || null,
    quiet_to: form.quiet_to.value || null,
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    language: document.documentElement.lang,
    words: form.words.checked,
  };
}
