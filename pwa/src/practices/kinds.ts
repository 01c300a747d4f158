/**
 * What the service worker, which has no screens, needs: the kinds that a push may be about, or that are readable
 * under a lock.
 */

import type { Kind } from "../kernel/store/practice";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./asks/kinds";
import { CHECK_INS } from "./checkins/kinds";
import { PAUSE_ENDS, PAUSES } from "./pauses/kinds";
import { RITUALS } from "./rituals/kinds";

export const PUSHED: readonly Kind[] = [
	ASKS,
	ASK_ANSWERS,
	ASK_WITHDRAWALS,
	ASK_ANSWER_WITHDRAWALS,
	CHECK_INS,
	PAUSES,
	PAUSE_ENDS,
	RITUALS,
];
