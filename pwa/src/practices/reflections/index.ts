import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { REFLECTIONS } from "./kinds";

export const reflections: PracticeFace = {
	name: "reflections",
	kinds: [REFLECTIONS],
	way: { href: "/reflections", title: () => m.reflections(), hint: () => m.reflections_hint() },
	places: { talk: part(() => import("./talk")) },
	screens: [
		{ path: "/reflections", load: part(() => import("./screen")) },
		{ path: "/reflections/new", load: part(() => import("./flow")) },
		{ path: "/reflections/:id", load: part(() => import("./one")) },
		{ path: "/reflections/:id/edit", load: part(() => import("./flow")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
