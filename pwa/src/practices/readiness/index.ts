import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { READINESS, READINESS_MATCHES } from "./kinds";

export const readiness: PracticeFace = {
	name: "readiness",
	kinds: [READINESS, READINESS_MATCHES],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
