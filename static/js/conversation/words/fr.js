// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("fr", {
  "conversation.new": {
    one: "{n} nouveau message",
    many: "{n} nouveaux messages",
    other: "{n} nouveaux messages",
  },
  "conversation.newest": "Aller aux derniers messages",
  "conversation.note-by": "{name} · note interne",
  "conversation.mark.waiting": "En attente d’envoi",
  "conversation.mark.stored": "Envoyé",
  "conversation.mark.delivered": "Distribué",
  "conversation.mark.read": "Lu",
  "conversation.spoken": "{name} : {body}",
  "conversation.spoken-note": "{name}, note interne : {body}",
  "conversation.you": "Vous",
  "conversation.yours": "Votre conversation",
  "conversation.over": {
    one: "Trop long de {n} caractère.",
    many: "Trop long de {n} caractères.",
    other: "Trop long de {n} caractères.",
  },
  "conversation.too-long": "Trop long : {n} caractères au maximum.",
  "conversation.not-kept": "Impossible de le conserver. Veuillez réessayer.",
  "conversation.gone": "Cette conversation n’existe plus",
  "conversation.gone.why": "Elle a été supprimée. Vous pouvez en commencer une nouvelle à tout moment.",
  "conversation.expired": "Lien expiré",
  "conversation.erased": "Effacé",
});
