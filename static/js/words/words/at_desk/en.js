import { learn } from "../../t.js";

learn("en", {
  "refused.bad_field": "This was not done: something in it isn't as it should be.",
  "refused.too_long": "This was not done: it is too long.",
  "refused.not_found": "This was not done: the conversation is no longer there.",
  "refused.forbidden": "This was not done: only agents may do it.",
  "refused.signed_out": "This was not done: you've been signed out.",
  "refused.conflict": "This was not done: something else was sent in its place.",
  "refused.rate_limited": "This was not done: it was too much at once.",
  "refused.unavailable": "This was not done: nothing can be stored right now.",
  "refused.other": "This was not done. The server says: {code}.",
});
