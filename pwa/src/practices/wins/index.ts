import { part } from "../../kernel/browser/parts";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { APPRECIATIONS, WINS } from "./kinds";

export const wins: PracticeFace = {
	name: "wins",
	kinds: [WINS, APPRECIATIONS],
	way: { href: "/wins", title: () => m.wins(), hint: () => m.wins_hint() },
	screens: [
		{ path: "/wins", load: part(() => import("./screen")) },
		{ path: "/wins/:id", load: part(() => import("./one")) },
	],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
