// Signing in by a passkey, and making one, where the browser has them. All else on these pages is a form.
import { createPasskey } from "../people/passkeys.js";
import { findParts } from "../ui/parts.js";

const { passkey: form, noPasskeys } = findParts();
const has = "PublicKeyCredential" in globalThis;
if (form && has) {
  form.hidden = false;
  createPasskey({ form });
}
if (noPasskeys) noPasskeys.hidden = has;
dispatchEvent(new Event("alive"));
