import type { PracticeFace } from "../../ui/practice-face";
import { REFLECTIONS } from "./kinds";

export const reflections: PracticeFace = {
	name: "reflections",
	kinds: [REFLECTIONS],
};
