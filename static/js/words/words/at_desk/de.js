import { learn } from "../../t.js";

learn("de", {
  "refused.bad_field": "Das ist nicht geschehen: Etwas daran ist nicht, wie es sein soll.",
  "refused.too_long": "Das ist nicht geschehen: Es ist zu lang.",
  "refused.not_found": "Das ist nicht geschehen: Das Gespräch gibt es nicht mehr.",
  "refused.forbidden": "Das ist nicht geschehen: Es ist dem Support-Team vorbehalten.",
  "refused.signed_out": "Das ist nicht geschehen: Sie wurden abgemeldet.",
  "refused.conflict": "Das ist nicht geschehen: An seiner Stelle wurde schon anderes gesendet.",
  "refused.rate_limited": "Das ist nicht geschehen: Es war zu viel auf einmal.",
  "refused.unavailable": "Das ist nicht geschehen: Im Augenblick kann nichts gespeichert werden.",
  "refused.other": "Das ist nicht geschehen. Der Server sagt: {code}.",
});
