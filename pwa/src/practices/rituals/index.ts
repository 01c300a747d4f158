import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import {
	RITUAL_ACCEPTANCES,
	RITUAL_ANSWERS,
	RITUAL_ENDS,
	RITUAL_OCCURRENCES,
	RITUAL_QUIET_HOURS,
	RITUALS,
} from "./kinds";
import { TimeIcon } from "./time-icon";

export const rituals: PracticeFace = {
	name: "rituals",
	kinds: [RITUALS, RITUAL_ACCEPTANCES, RITUAL_OCCURRENCES, RITUAL_ANSWERS, RITUAL_ENDS, RITUAL_QUIET_HOURS],
	place: { path: "/time", label: () => m.place_time(), icon: TimeIcon, together: true, covers: "/rituals" },
	screens: [
		{ path: "/time", load: () => import("./screen") },
		{ path: "/time/calendar", load: () => import("./calendar-screen") },
		{ path: "/rituals/new", load: () => import("./make") },
		{ path: "/rituals/:id", load: () => import("./one") },
		{ path: "/rituals/:id/edit", load: () => import("./edit") },
		{ path: "/rituals/:id/occurrences/:original", load: () => import("./occurrence-screen") },
	],
	today: () => import("./today"),
};
