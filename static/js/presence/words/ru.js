// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ru", {
  "presence.online": "в сети",
  "presence.unstable": "неустойчивая связь",
  "presence.not-here": "нет на месте",
  "presence.just-gone": "только что не в сети",
  "presence.gone": "не в сети {time}",
  "presence.here": {
    one: "{names} на месте",
    few: "{names} на месте",
    many: "{names} на месте",
    other: "{names} на месте",
  },
  "presence.on-duty": "Мы на месте",
  "presence.away": "Сейчас никого нет. Ваше сообщение нас дождётся.",
});
