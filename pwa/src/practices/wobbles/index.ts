import { part } from "../../kernel/browser/parts";
import type { PracticeFace } from "../../ui/practice-face";
import { WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_ANSWERS, WOBBLE_CARDS, WOBBLE_WITHDRAWALS, WOBBLES } from "./kinds";

export const wobbles: PracticeFace = {
	name: "wobbles",
	kinds: [WOBBLES, WOBBLE_ANSWERS, WOBBLE_WITHDRAWALS, WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_CARDS],
	face: part(() => import("./face")),
};
