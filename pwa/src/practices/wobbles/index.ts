import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_ANSWERS, WOBBLE_CARDS, WOBBLE_WITHDRAWALS, WOBBLES } from "./kinds";

export const wobbles: PracticeFace = {
	name: "wobbles",
	kinds: [WOBBLES, WOBBLE_ANSWERS, WOBBLE_WITHDRAWALS, WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_CARDS],
	places: { talk: part(() => import("./talk")) },
	way: { href: "/wobbles", title: () => m.wobble(), hint: () => m.wobble_way_hint() },
	screens: [
		{ path: "/wobbles", load: part(() => import("./screen")) },
		{ path: "/wobbles/card", load: part(() => import("./card")) },
		{ path: "/wobbles/breathe", load: part(() => import("./breathe")) },
		// where notices lead
		{ path: "/wobbles/:id", load: part(() => import("./screen")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
