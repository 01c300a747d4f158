import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./kinds";
import { TalkIcon } from "./talk-icon";

export const asks: PracticeFace = {
	name: "asks",
	kinds: [ASKS, ASK_ANSWERS, ASK_WITHDRAWALS, ASK_ANSWER_WITHDRAWALS],
	place: { path: "/talk", label: () => m.place_talk(), icon: TalkIcon, together: true, covers: "/asks" },
	screens: [
		{ path: "/talk", load: part(() => import("./screen")) },
		{ path: "/talk/ask/:area", load: part(() => import("./make")) },
		// where notices lead
		{ path: "/asks/:id", load: part(() => import("./one")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
