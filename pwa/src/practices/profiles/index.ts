import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { PROFILES } from "./kinds";

export const profiles: PracticeFace = {
	name: "profiles",
	kinds: [PROFILES],
	today: part(() => import("./today")),
	face: part(() => import("./face")),
};
