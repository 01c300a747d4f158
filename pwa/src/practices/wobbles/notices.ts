/** What notices of wobbles say. The card is in none. */

import type { Notices } from "../../kernel/push/notice-face";
import type { Notice } from "../../kernel/store/practice";
import { m } from "../../paraglide/messages.js";
import { WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_ANSWERS, WOBBLE_WITHDRAWALS, WOBBLES } from "./kinds";

/** The kind of the notice that the partner has a wobble. */
export const WOBBLE = "wobble";

export const notices: Notices = {
	kinds: [WOBBLES, WOBBLE_ANSWERS, WOBBLE_WITHDRAWALS, WOBBLE_ANSWER_WITHDRAWALS],
	faces: {
		[WOBBLE]: { say: (_, name) => ({ title: m.push_wobble({ name }), body: "" }), needsSeal: () => true },
		wobble_answer: {
			say: ({ notice }, name) => sayAnswer(notice, name),
			needsSeal: isYes,
			agrees: ({ answer, signals }) => answer === signals?.answer,
		},
		wobble_end: { say: (_, name) => ({ title: m.ask_withdrawn_by({ name }), body: "" }), outdates: allOfIt },
	},
};

function isYes({ answer }: Notice): boolean {
	return answer === "yes";
}

function sayAnswer({ answer, at, local = "" }: Notice, name: string) {
	if (answer === "yes") return { title: m.push_wobble_yes({ name }), body: "" };
	const time = at ? new Date(at).toTimeString().slice(0, 5) : local;
	return answer === "later" ? { title: m.push_wobble_at({ name, time }), body: "" } : null;
}

/** Of an answer that was withdrawn nothing holds. */
function allOfIt({ wobble_id: ended, notice }: Notice, shown: readonly Notice[]): readonly Notice[] {
	if (ended === undefined) return [];
	const isOfIt = ({ wobble_id, record_id }: Notice) => wobble_id === ended || record_id === ended;
	return shown.filter((one) => isOfIt(one) && one.notice !== notice);
}
