import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
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
import { TimeIcon } from "./time-icon";

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
	place: { path: "/time", label: () => m.place_time(), icon: TimeIcon, together: true, covers: "/rituals" },
	screens: [
		{ path: "/time", load: part(() => import("./screen")) },
		{ path: "/time/calendar", load: part(() => import("./calendar-screen")) },
		{ path: "/rituals/new", load: part(() => import("./make")) },
		{ path: "/rituals/:id", load: part(() => import("./one")) },
		{ path: "/rituals/:id/edit", load: part(() => import("./edit")) },
		{ path: "/rituals/:id/occurrences/:original", load: part(() => import("./occurrence-screen")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
