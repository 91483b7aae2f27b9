import { learn } from "../../../../words/t.js";

learn("de", {
  "teams.act": "Einem Team geben",
  "teams.log.to.you": "Sie haben das dem Team {team} gegeben",
  "teams.log.to.other": "{name} hat das dem Team {team} gegeben",
  "teams.log.none.you": "Sie haben das seinem Team weggenommen",
  "teams.log.none.other": "{name} hat das seinem Team weggenommen",
});
