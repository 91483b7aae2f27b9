// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("uk", {
  "conversation.new": {
    one: "{n} нове повідомлення",
    few: "{n} нові повідомлення",
    many: "{n} нових повідомлень",
    other: "{n} нового повідомлення",
  },
  "conversation.newest": "До найновіших повідомлень",
  "conversation.note-by": "{name} · внутрішня нотатка",
  "conversation.mark.waiting": "Очікує на надсилання",
  "conversation.mark.stored": "Надіслано",
  "conversation.mark.delivered": "Доставлено",
  "conversation.mark.read": "Прочитано",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, внутрішня нотатка: {body}",
  "conversation.you": "Ви",
  "conversation.yours": "Ваша розмова",
  "conversation.over": {
    one: "Задовго на {n} символ.",
    few: "Задовго на {n} символи.",
    many: "Задовго на {n} символів.",
    other: "Задовго на {n} символу.",
  },
  "conversation.too-long": "Задовго: щонайбільше {n} символів.",
  "conversation.not-kept": "Не вдалося зберегти. Будь ласка, спробуйте ще раз.",
  "conversation.gone": "Цієї розмови більше немає",
  "conversation.gone.why": "Її видалено. Ви можете будь-коли почати нову.",
  "conversation.expired": "Посилання застаріло",
  "conversation.erased": "Видалено",
});
