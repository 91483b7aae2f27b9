// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("it", {
  "start.send": "Inizia la conversazione",
  "start.sending": "Invio…",
  "start.continue": "Continua la Sua conversazione",
  "start.open-last": "Apri la Sua ultima conversazione",
  "start.no-body": "Scriva in poche parole di che cosa ha bisogno.",
  "start.no-name": "Ci dica come possiamo chiamarLa.",
  "start.no-email": "Non sembra un indirizzo e-mail.",
  "start.over": {
    one: "{n} carattere di troppo.",
    many: "{n} caratteri di troppo.",
    other: "{n} caratteri di troppo.",
  },
  "start.too-long": "Troppo lungo: al massimo {n} caratteri.",
  "start.refused-field.body": "Non può essere inviato così. Lo scriva con altre parole.",
  "start.refused-field.name": "Non può essere usato come nome. Lo scriva diversamente.",
  "start.refused-field.email":
    "Non possiamo scrivere a questo indirizzo e-mail. Lo controlli o lo lasci vuoto.",
  "start.refused":
    "Non è stato accettato così com’è. Il Suo messaggio è conservato: lo ricontrolli e riprovi.",
  "start.refused.conflict":
    "Una versione precedente è già stata inviata. Prema il pulsante per inviare anche questa.",
  "start.refused.forbidden":
    "Da qui questa pagina non può inviare. Il Suo messaggio è conservato: ricarichi la pagina.",
  "start.kept": "Il Suo messaggio è conservato e verrà inviato.",
  "start.many": "Molte persone stanno scrivendo insieme. Invio tra {n} s; il Suo messaggio è conservato.",
  "start.offline": "È offline. Il Suo messaggio è conservato e verrà inviato quando tornerà la connessione.",
  "start.unreachable": "Al momento non siamo raggiungibili.",
});
