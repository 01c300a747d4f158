import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { JOURNAL_PAGES } from "./kinds";

export const journal: PracticeFace = {
	name: "journal",
	kinds: [JOURNAL_PAGES],
	way: { href: "/journal", title: () => m.journal(), hint: () => m.journal_hint() },
	screens: [
		{ path: "/journal", load: part(() => import("./screen")) },
		{ path: "/journal/new", load: part(() => import("./write")) },
		{ path: "/journal/:id", load: part(() => import("./one")) },
		{ path: "/journal/:id/edit", load: part(() => import("./write")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
