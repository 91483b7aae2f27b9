// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ru", {
  "conversation.new": {
    one: "{n} новое сообщение",
    few: "{n} новых сообщения",
    many: "{n} новых сообщений",
    other: "{n} нового сообщения",
  },
  "conversation.newest": "К последним сообщениям",
  "conversation.note-by": "{name} · внутренняя заметка",
  "conversation.mark.waiting": "Ожидает отправки",
  "conversation.mark.stored": "Отправлено",
  "conversation.mark.delivered": "Доставлено",
  "conversation.mark.read": "Прочитано",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, внутренняя заметка: {body}",
  "conversation.you": "Вы",
  "conversation.yours": "Ваш диалог",
  "conversation.over": {
    one: "Слишком длинно на {n} символ.",
    few: "Слишком длинно на {n} символа.",
    many: "Слишком длинно на {n} символов.",
    other: "Слишком длинно на {n} символа.",
  },
  "conversation.too-long": "Слишком длинно: не более {n} символов.",
  "conversation.not-kept": "Не удалось сохранить. Пожалуйста, попробуйте ещё раз.",
  "conversation.gone": "Этого диалога больше нет",
  "conversation.gone.why": "Он удалён. Вы можете в любое время начать новый.",
  "conversation.expired": "Ссылка устарела",
  "conversation.erased": "Удалено",
});
