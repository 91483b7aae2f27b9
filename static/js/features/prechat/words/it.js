// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "prechat.needed-field": "Lo indichi, per favore.",
  "prechat.needed-box": "Dia il Suo consenso, per favore.",
  "prechat.no-email": "Non sembra un indirizzo e-mail.",
  "prechat.refused": "Non può essere accettato così com’è.",
  "prechat.reload": "C’è qualcosa di nuovo da accettare. Ricarichi questa pagina: ciò che ha scritto rimane.",
});
