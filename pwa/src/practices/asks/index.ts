import type { PracticeFace } from "../../ui/practice-face";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./kinds";

export const asks: PracticeFace = {
	name: "asks",
	kinds: [ASKS, ASK_ANSWERS, ASK_WITHDRAWALS, ASK_ANSWER_WITHDRAWALS],
};
