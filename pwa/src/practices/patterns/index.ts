import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_MOMENTS, PATTERN_REFUSALS, PATTERNS } from "./kinds";

export const patterns: PracticeFace = {
	name: "patterns",
	kinds: [PATTERNS, PATTERN_ACCEPTANCES, PATTERN_REFUSALS, PATTERN_MOMENTS, PATTERN_ENDS],
	face: part(() => import("./face")),
};
