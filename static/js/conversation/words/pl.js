// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pl", {
  "conversation.new": {
    one: "{n} nowa wiadomość",
    few: "{n} nowe wiadomości",
    many: "{n} nowych wiadomości",
    other: "{n} nowej wiadomości",
  },
  "conversation.newest": "Do najnowszych wiadomości",
  "conversation.note-by": "{name} · notatka wewnętrzna",
  "conversation.mark.waiting": "Czeka na wysłanie",
  "conversation.mark.stored": "Wysłano",
  "conversation.mark.delivered": "Doręczono",
  "conversation.mark.read": "Przeczytano",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, notatka wewnętrzna: {body}",
  "conversation.you": "Państwo",
  "conversation.yours": "Rozmowa z nami",
  "conversation.over": {
    one: "Za długie o {n} znak.",
    few: "Za długie o {n} znaki.",
    many: "Za długie o {n} znaków.",
    other: "Za długie o {n} znaku.",
  },
  "conversation.too-long": "Za długie: najwyżej {n} zn.",
  "conversation.not-kept": "Nie udało się zachować. Prosimy spróbować ponownie.",
  "conversation.gone": "Tej rozmowy już nie ma",
  "conversation.gone.why": "Została usunięta. W każdej chwili można zacząć nową.",
  "conversation.expired": "Link wygasł",
  "conversation.erased": "Usunięto",
});
