import { learn } from "../../../../words/t.js";

learn("en", {
  "merge.log.from": "Another conversation was merged into this one: {name}",
  "merge.log.out": "A merged conversation was taken out of this one: {name}",
  "merge.none-merged": "Nothing was merged",
  "merge.none-merged.why": "What goes on in another conversation stands here.",
  "merge.act": "Merge it into another conversation",
  "merge.undo.merged": "You merged the conversation with {name} into the one with {other}.",
  "merge.really": "Different people, really? Whoever wrote as {name} will read all that {other} reads.",
  "merge.really.no": "No, leave them apart",
  "merge.really.yes": "Yes, merge them",
  "merge.goes-on-in": "Goes on in",
  "merge.unseen": "another conversation, which you don’t see",
  "merge.many": "Into that of {name}: whoever wrote the others will read it",
  "merge.block": "Merged from {name}",
  "refused.merged": "That was not done: it goes on in another conversation already.",
  "refused.other_person": "The two may be different people.",
});
