// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", { "privacy.erased": "O que foi escrito antes foi apagado." });
