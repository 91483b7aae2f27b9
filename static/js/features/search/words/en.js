import { learn } from "../../../words/t.js";

learn("en", {
  "search.waiting": "Searching all conversations…",
  "search.found": { one: "{n} hit", other: "{n} hits" },
  "search.first": { one: "The newest hit", other: "The newest {n} hits" },
  "search.more": "Show older hits",
  "search.again": "Try again",
  "search.nothing": "Nothing found",
  "search.nothing.why":
    "Looked for in all messages and notes, and in the names, e-mails, subjects and ids of all conversations.",
  "search.trouble": "The search can't be done just now",
  "search.trouble.why": "It took too long, or the desk isn't connected. More words make it quicker.",
  "search.no-filter": "There is no filter “{filter}:”",
  "search.filters": "There are {names}. In quotes it is looked for as it stands.",
  "search.no-value": "“{filter}:{value}” can't be looked for",
  "search.how.is": "After is: comes open, resolved, unassigned, waiting, message or note.",
  "search.how.before": "After before: comes a day like 2026-10-01, a month or a year.",
  "search.how.after": "After after: comes a day like 2026-10-01, a month or a year.",
});
