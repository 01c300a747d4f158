import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { TOPIC_READINESS, TOPICS } from "./kinds";

export const topics: PracticeFace = {
	name: "topics",
	kinds: [TOPICS, TOPIC_READINESS],
	places: { talk: part(() => import("./talk")) },
	screens: [
		{ path: "/talk/later", load: part(() => import("./screen")) },
		{ path: "/topics", load: part(() => import("./screen")) },
		{ path: "/topics/new", load: part(() => import("./write")) },
		{ path: "/topics/:id", load: part(() => import("./one")) },
		{ path: "/topics/:id/edit", load: part(() => import("./write")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
