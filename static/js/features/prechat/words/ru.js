// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "prechat.needed-field": "Пожалуйста, укажите это.",
  "prechat.needed-box": "Пожалуйста, дайте согласие.",
  "prechat.no-email": "Это не похоже на адрес эл. почты.",
  "prechat.refused": "В таком виде это не принимается.",
  "prechat.reload": "Появилось новое согласие. Пожалуйста, перезагрузите страницу: написанное сохранится.",
});
