// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pl", {
  "presence.online": "online",
  "presence.unstable": "niestabilne połączenie",
  "presence.not-here": "nie ma na miejscu",
  "presence.just-gone": "przed chwilą połączenie zakończone",
  "presence.gone": "brak połączenia od {time}",
  "presence.here": {
    one: "{names} jest na miejscu",
    few: "{names} są na miejscu",
    many: "{names} są na miejscu",
    other: "{names} są na miejscu",
  },
  "presence.on-duty": "Ktoś jest na miejscu",
  "presence.away": "W tej chwili nikogo nie ma. Wiadomość na nas poczeka.",
});
