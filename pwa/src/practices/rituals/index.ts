import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import {
	RITUAL_ACCEPTANCES,
	RITUAL_ANSWERS,
	RITUAL_ENDS,
	RITUAL_OCCURRENCES,
	RITUAL_QUIET_HOURS,
	RITUAL_REFUSALS,
	RITUALS,
} from "./kinds";

export const rituals: PracticeFace = {
	name: "rituals",
	kinds: [
		RITUALS,
		RITUAL_ACCEPTANCES,
		RITUAL_REFUSALS,
		RITUAL_OCCURRENCES,
		RITUAL_ANSWERS,
		RITUAL_ENDS,
		RITUAL_QUIET_HOURS,
	],
	places: { time: part(() => import("./time")) },
	screens: [
		{ path: "/time/calendar", load: part(() => import("./calendar-screen")) },
		{ path: "/rituals/new", load: part(() => import("./make")) },
		{ path: "/rituals/new/date", load: part(() => import("./make-date")) },
		{ path: "/rituals/:id", load: part(() => import("./one")) },
		{ path: "/rituals/:id/edit", load: part(() => import("./edit")) },
		{ path: "/rituals/:id/occurrences/:original", load: part(() => import("./occurrence-screen")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
