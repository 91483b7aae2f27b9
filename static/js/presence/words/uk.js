// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("uk", {
  "presence.online": "у мережі",
  "presence.unstable": "нестабільний зв’язок",
  "presence.not-here": "немає на місці",
  "presence.just-gone": "щойно не в мережі",
  "presence.gone": "не в мережі {time}",
  "presence.here": {
    one: "{names} на місці",
    few: "{names} на місці",
    many: "{names} на місці",
    other: "{names} на місці",
  },
  "presence.on-duty": "Ми на місці",
  "presence.away": "Зараз нікого немає. Ваше повідомлення на нас чекатиме.",
});
