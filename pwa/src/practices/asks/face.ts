/** How asks and their answers read in the tray; no export contains any. */

import { textsIn } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import type { Face, RecordFace } from "../../ui/record-face";
import { lengthWords } from "../../ui/when";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./kinds";

const lines: RecordFace["lines"] = (words, { duration_seconds }) => [
	...textsIn(words),
	...lengthWords(duration_seconds),
];

const face: Face = {
	kinds: {
		[ASKS.name]: { name: m.kind_ask, lines },
		[ASK_ANSWERS.name]: { name: m.kind_ask_answer, lines },
		[ASK_WITHDRAWALS.name]: { name: m.kind_ask_withdrawal },
		[ASK_ANSWER_WITHDRAWALS.name]: { name: m.kind_ask_withdrawal },
	},
};

export default face;
