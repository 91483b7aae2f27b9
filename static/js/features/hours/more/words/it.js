// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "hours.here": "C’è qualcuno per Lei",
  "hours.busy": "Molte richieste al momento: ci vorrà un po’ di più",
  "hours.nobody": "Al momento non c’è nessuno",
  "hours.closed": "Chiuso fino a {time}",
  "hours.shut": "Chiuso",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Scriva comunque: verrà letto a partire da {time}.",
  "hours.read-soon": "Scriva comunque: verrà letto appena qualcuno sarà di ritorno.",
  "hours.next": "Il prossimo turno è il Suo",
  "hours.place": "È il numero {place} in coda",
  "hours.usual": "Le risposte arrivano di solito entro {least} - {most}",
  "hours.usual-one": "Le risposte arrivano di solito entro {least}",
  "hours.no-email": "Non sembra un indirizzo e-mail.",
  "hours.left": "Grazie. La risposta La raggiungerà anche lì.",
  "hours.not-left": "L’invio non è riuscito. La preghiamo di riprovare.",
});
