import { learn } from "../../../../words/t.js";

learn("en", {
  "routing.reminder": "The customer waits: whose conversation this is was reminded",
  "routing.available": "Available",
  "routing.away": "Away",
  "routing.away-until": "Away until {time}",
  "routing.act": "Say whether you are available",
  "routing.say.available": "Available: new conversations may come",
  "routing.say.away": "Away",
  "routing.say.hour": "Away for an hour",
  "routing.say.tomorrow": "Away until tomorrow morning",
  "routing.mine": { one: "You have {n} open conversation", other: "You have {n} open conversations" },
  "routing.not-given": "They were not given back. Try again?",
  "routing.not-said": "That was not saved",
  "routing.again": "Try again",
});
