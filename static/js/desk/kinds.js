// A reply and a note differ in every word around them, so that nobody sends one as the other.
const WORDS = {
  message: { audience: "The customer sees this", send: "Send", placeholder: "Write a reply…" },
  note: { audience: "Only your team sees this", send: "Add note", placeholder: "Write for your team…" },
};

export function showKind(parts, kind) {
  const { audience, send, placeholder } = WORDS[kind];
  parts.audience.textContent = audience;
  parts.sendWords.textContent = send;
  parts.composer.querySelector("textarea").placeholder = placeholder;
}
