/** What notices of asks say, and when they no longer hold. */

import { wallNow } from "../../kernel/browser/wall";
import type { Notices, Said } from "../../kernel/push/notice-face";
import type { Notice } from "../../kernel/store/practice";
import { isolatedIn } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { longDate } from "../../ui/when";
import { askedWords } from "./asked-words";
import { ASK_ANSWER_WITHDRAWALS, ASK_ANSWERS, ASK_WITHDRAWALS, ASKS } from "./kinds";

/** The notice of the person's own yes, which the phone shows itself. */
export const OWN_YES = "own_yes";

export const notices: Notices = {
	kinds: [ASKS, ASK_ANSWERS, ASK_WITHDRAWALS, ASK_ANSWER_WITHDRAWALS],
	faces: {
		ask: {
			say: ({ notice, words }, name) => withLine(askedWords(notice.signals?.area, name), isolatedIn(words, "line")),
			needsSeal: () => true,
		},
		ask_answer: {
			say: ({ notice, words }, name) => sayAnswer(notice, name, isolatedIn(words, "line")),
			needsSeal: isYes,
			agrees: isAsSealed,
			isOverAt: isYes,
		},
		ask_end: { say: (_, name) => ({ title: m.ask_withdrawn_by({ name }), body: "" }), outdates: allOfAsk },
		[OWN_YES]: {
			say: ({ notice }) => ({ title: m.push_yes_runs({ time: timeOf(notice) }), body: "" }),
			isOverAt: isYes,
		},
	},
	buttons: { withdraw: m.push_withdraw },
};

function isYes({ answer }: Notice): boolean {
	return answer === "yes";
}

/** Whether it is the answer that was sealed, with no later end. */
function isAsSealed({ answer, at = "", signals }: Notice): boolean {
	const { answer: said, started_at, duration_seconds } = signals ?? {};
	const latest = Date.parse(String(started_at)) + Number(duration_seconds) * 1000;
	return answer === said && Date.parse(at) <= latest;
}

function sayAnswer(notice: Notice, name: string, line: string): Said | null {
	const time = timeOf(notice);
	if (notice.answer === "yes") return withLine(m.push_yes({ name, time }), line);
	if (notice.answer === "later") return withLine(m.push_later({ name, time: withDay(time, notice.at) }), line);
	return notice.answer === "not_now" ? withLine(m.push_ask_not_now({ name }), line) : null;
}

function withLine(title: string | null, line: string): Said | null {
	return title === null ? null : { title, body: line };
}

/** The end of a yes is authenticated by its seal; the clock time in the push is not. */
function timeOf({ answer, at, local = "" }: Notice): string {
	return (answer === "yes" || answer === "later") && at ? new Date(at).toTimeString().slice(0, 5) : local;
}

/** Adds the date unless it is today. Never "tomorrow", since a notice may be read days later. */
function withDay(time: string, at: string | undefined): string {
	const [then, now] = [Date.parse(at ?? ""), wallNow()];
	const isToday = new Date(then).toDateString() === new Date(now).toDateString();
	return at === undefined || isToday ? time : m.when_at_day({ time, day: longDate(then, now) });
}

/** Of a withdrawn yes nothing holds but that it was withdrawn. */
function allOfAsk({ ask_id: ended, notice }: Notice, shown: readonly Notice[]): readonly Notice[] {
	if (ended === undefined) return [];
	const isOfIt = ({ ask_id, record_kind, record_id }: Notice) =>
		ask_id === ended || (record_kind === ASKS.name && record_id === ended);
	return shown.filter((one) => isOfIt(one) && one.notice !== notice);
}
