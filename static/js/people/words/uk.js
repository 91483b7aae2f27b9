// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("uk", {
  "people.no-link": "Посилання зараз недоступне. Будь ласка, спробуйте ще раз.",
  "people.link-copied": "Скопійовано. Хто має це посилання, той може тут читати й писати.",
});
