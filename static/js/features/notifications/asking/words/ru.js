// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "notifications.push.ask": "Сообщать ли вам в этом браузере об ответе, даже когда эта страница закрыта?",
  "notifications.push.yes": "Да, сообщать",
  "notifications.push.no": "Нет, спасибо",
  "notifications.push.on": "Эту страницу можно закрыть: браузер сообщит вам, когда придёт ответ.",
  "notifications.push.off": "Отключить",
  "notifications.push.denied":
    "Этот браузер не разрешает уведомления. Это можно изменить в его настройках для этой страницы.",
  "notifications.push.failed": "В этом браузере не получилось.",
  "notifications.push.home":
    "Этот браузер может сообщать вам об ответах, когда эта страница есть на экране «Домой».",
  "notifications.push.how": "Как это сделать",
  "notifications.push.home.how":
    "Нажмите «Поделиться», затем «На экран „Домой“». Откройте этот диалог оттуда, и вопрос появится снова.",
});
