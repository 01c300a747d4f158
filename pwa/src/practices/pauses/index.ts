import type { PracticeFace } from "../../ui/practice-face";
import { PAUSE_ENDS, PAUSES } from "./kinds";

export const pauses: PracticeFace = {
	name: "pauses",
	kinds: [PAUSES, PAUSE_ENDS],
	screens: [
		{ path: "/pause", load: () => import("./screen") },
		// where the notice of a pause leads
		{ path: "/pauses/:id", load: () => import("./screen") },
	],
	today: () => import("./today"),
};
