import { part } from "../../kernel/browser/parts";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import type { PracticeFace } from "../../ui/practice-face";
import { CHECK_INS } from "./kinds";

export const checkins: PracticeFace = {
	name: "checkins",
	kinds: [CHECK_INS],
	way: { href: "/days", title: () => (alone.value ? m.days_mine() : m.days()), hint: () => m.days_hint() },
	screens: [{ path: "/days/:of?", load: part(() => import("./days/screen")) }],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
