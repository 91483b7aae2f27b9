// What is wrong with the start form, in words by field. Pure.
import { characters, LIMITS } from "./wire/frames.js";

export function complaints({ body, name }, emailIsValid) {
  const wrong = {};
  if (!body) wrong.body = "Write a few words about what you need.";
  const over = characters(body) - LIMITS.body;
  if (over > 0) wrong.body = `Too long by ${over.toLocaleString()} characters.`;
  if (!name) wrong.name = "Tell us what to call you.";
  if (!emailIsValid) wrong.email = "This doesn't look like an e-mail address.";
  return wrong;
}
