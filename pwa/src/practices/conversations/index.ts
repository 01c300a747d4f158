import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, OWN_CONVERSATIONS, STEPS, TAKEAWAYS } from "./kinds";

export const conversations: PracticeFace = {
	name: "conversations",
	kinds: [CONVERSATIONS, JOINS, STEPS, BREAKS, ENDS, TAKEAWAYS, FORGETTINGS, OWN_CONVERSATIONS],
	face: part(() => import("./face")),
};
