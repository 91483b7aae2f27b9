import { learn } from "../../words/t.js";

learn("en", {
  "start.send": "Start the conversation",
  "start.sending": "Sending…",
  "start.continue": "Continue your conversation",
  "start.open-last": "Open your last conversation",
  "start.no-body": "Write a few words about what you need.",
  "start.no-name": "Tell us what to call you.",
  "start.no-email": "This doesn't look like an e-mail address.",
  "start.over": { one: "Too long by {n} character.", other: "Too long by {n} characters." },
  "start.too-long": "Too long: at most {n} characters.",
  "start.refused-field.body": "This can't be sent as it is. Please write it in other words.",
  "start.refused-field.name": "This can't be used as a name. Please write it differently.",
  "start.refused-field.email": "We can't write to this e-mail address. Please check it, or leave it empty.",
  "start.refused": "This was not taken as it is. Your message is kept: please look it over and try again.",
  "start.refused.conflict":
    "An earlier version of this was sent already. Press the button to send this one too.",
  "start.refused.forbidden":
    "This page can't send from here. Your message is kept: please load the page again.",
  "start.kept": "Your message is kept and will be sent.",
  "start.many": "Many people are writing at once. Sending in {n} s; your message is kept.",
  "start.offline": "You're offline. Your message is kept and will be sent when you're back.",
  "start.unreachable": "We can't be reached just now.",
});
