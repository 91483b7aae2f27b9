// What is wrong with the start form, in words by field. Pure.
import { isVisible } from "../words/text.js";
import { characters, LIMITS } from "../wire/frames.js";

export function complaints({ body, name }, emailIsValid) {
  const wrong = {};
  if (!isVisible(body)) wrong.body = "Write a few words about what you need.";
  const over = characters(body) - LIMITS.body;
  if (over > 0) wrong.body = `Too long by ${over.toLocaleString()} characters.`;
  if (!isVisible(name)) wrong.name = "Tell us what to call you.";
  if (!emailIsValid) wrong.email = "This doesn't look like an e-mail address.";
  return wrong;
}

const REFUSED = {
  body: "This can't be sent as it is. Please write it in other words.",
  name: "This can't be used as a name. Please write it differently.",
  email: "We can't write to this e-mail address. Please check it, or leave it empty.",
};

/** What the server refused, by field: empty when it wasn't a field. */
export function refusedFields({ code, fields = [] }) {
  const wrong = Object.fromEntries(
    fields.filter((name) => REFUSED[name]).map((name) => [name, REFUSED[name]]),
  );
  if (code === "too_long" && wrong.body)
    wrong.body = `Too long: at most ${LIMITS.body.toLocaleString()} characters.`;
  return wrong;
}
