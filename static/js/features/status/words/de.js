import { learn } from "../../../words/t.js";

learn("de", {
  "status.resolved.you": "Sie haben dieses Gespräch gelöst",
  "status.resolved.other": "{name} hat dieses Gespräch gelöst",
  "status.reopened.you": "Sie haben dieses Gespräch wieder geöffnet",
  "status.reopened.other": "{name} hat dieses Gespräch wieder geöffnet",
});
