import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { PAUSE_ENDS, PAUSES } from "./kinds";

export const pauses: PracticeFace = {
	name: "pauses",
	kinds: [PAUSES, PAUSE_ENDS],
	screens: [
		{ path: "/pause", load: part(() => import("./screen")), calm: true, held: true },
		{ path: "/pauses", load: part(() => import("./screen")), calm: true },
		// where the notice of a pause leads
		{ path: "/pauses/:id", load: part(() => import("./screen")), calm: true },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
