import { learn } from "../../../../words/t.js";

learn("en", {
  "teams.act": "Give it to a team",
  "teams.log.to.you": "You gave this to the team {team}",
  "teams.log.to.other": "{name} gave this to the team {team}",
  "teams.log.none.you": "You took this from its team",
  "teams.log.none.other": "{name} took this from its team",
});
