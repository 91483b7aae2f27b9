// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", { "privacy.erased": "此前的内容已被清除。" });
