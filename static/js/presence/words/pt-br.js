// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pt-br", {
  "presence.online": "on-line",
  "presence.unstable": "conexão instável",
  "presence.not-here": "ausente",
  "presence.just-gone": "acabou de sair",
  "presence.gone": "ausente há {time}",
  "presence.here": { one: "{names} está aqui", many: "{names} estão aqui", other: "{names} estão aqui" },
  "presence.on-duty": "Há alguém aqui para atender você",
  "presence.away": "Ninguém no momento. Sua mensagem ficará à espera.",
});
