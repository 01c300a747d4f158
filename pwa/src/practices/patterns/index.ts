import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_MOMENTS, PATTERN_REFUSALS, PATTERNS } from "./kinds";

export const patterns: PracticeFace = {
	name: "patterns",
	kinds: [PATTERNS, PATTERN_ACCEPTANCES, PATTERN_REFUSALS, PATTERN_MOMENTS, PATTERN_ENDS],
	places: { talk: part(() => import("./talk")) },
	screens: [
		{ path: "/patterns", load: part(() => import("./screen")) },
		{ path: "/patterns/new", load: part(() => import("./write")) },
		{ path: "/patterns/:id", load: part(() => import("./one")) },
		{ path: "/patterns/:id/edit", load: part(() => import("./write")) },
	],
	today: part(() => import("./today")),
	offers: part(() => import("./offers")),
	everywhere: part(() => import("./everywhere")),
	face: part(() => import("./face")),
};
