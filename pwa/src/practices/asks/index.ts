import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./kinds";

export const asks: PracticeFace = {
	name: "asks",
	kinds: [ASKS, ASK_ANSWERS, ASK_WITHDRAWALS, ASK_ANSWER_WITHDRAWALS],
	places: { talk: part(() => import("./talk")) },
	screens: [
		{ path: "/talk/ask/:area", load: part(() => import("./make")) },
		// where notices lead
		{ path: "/asks/:id", load: part(() => import("./one")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
