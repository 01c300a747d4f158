import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { CHECK_INS } from "./kinds";

export const checkins: PracticeFace = {
	name: "checkins",
	kinds: [CHECK_INS],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
