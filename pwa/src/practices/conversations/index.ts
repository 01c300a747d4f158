import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, OWN_CONVERSATIONS, STEPS, TAKEAWAYS } from "./kinds";

export const conversations: PracticeFace = {
	name: "conversations",
	kinds: [CONVERSATIONS, JOINS, STEPS, BREAKS, ENDS, TAKEAWAYS, FORGETTINGS, OWN_CONVERSATIONS],
	places: { talk: part(() => import("./talk")) },
	// alone there is no Talk: those on one phone stay within reach
	way: { href: "/conversations", title: () => m.conversations(), hint: () => m.conversations_hint(), alone: true },
	screens: [
		{ path: "/conversations", load: part(() => import("./screen")) },
		{ path: "/conversations/new", load: part(() => import("./start")) },
		{ path: "/conversations/here/:id", load: part(() => import("./here")) },
		{ path: "/conversations/:id", load: part(() => import("./one")) },
	],
	today: part(() => import("./today")),
	offers: part(() => import("./offers")),
	face: part(() => import("./face")),
};
