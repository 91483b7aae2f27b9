// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("it", {
  "link.signed-out": "La Sua sessione è terminata. La bozza è conservata.",
  "link.by-http": "Connessione lenta: i messaggi arrivano qualche secondo dopo.",
  "link.stranger": "Qualcosa risponde al nostro posto, forse la pagina di accesso di questa rete.",
  "link.safe": "I Suoi messaggi sono al sicuro e verranno inviati.",
  "link.offline": "È offline. I messaggi verranno inviati quando tornerà la connessione.",
  "link.reconnecting": "Riconnessione…",
  "link.countdown": "Riconnessione tra {n} s",
  "link.counting": "Riconnessione in corso.",
  "link.back": {
    one: "Di nuovo online: {n} messaggio inviato",
    many: "Di nuovo online: {n} messaggi inviati",
    other: "Di nuovo online: {n} messaggi inviati",
  },
  "link.back-spoken": "Di nuovo online.",
  "link.stopped": "Questa pagina non può continuare.",
  "link.stopped.4400": "Questa pagina e il server non si capiscono più.",
  "link.stopped.4403": "Non ha accesso a questa conversazione.",
  "link.stopped.4404": "Questa conversazione qui non esiste.",
  "link.act.try": "Prova ora",
  "link.act.sign-in": "Accedi",
  "link.act.load": "Ricarica",
  "time.now": "adesso",
  "time.under-a-minute": "< 1 min",
  "time.minutes": "{n} min",
  "time.hours": "{n} h",
  "time.days": { one: "{n} giorno", many: "{n} giorni", other: "{n} giorni" },
  "time.waits": "attende da {time}",
  "time.today": "Oggi",
  "time.yesterday": "Ieri",
});
