/** The words of a notice, if they may be shown. */

import { m } from "../../paraglide/messages.js";
import { longDate } from "../../ui/when";
import { wallNow } from "../browser/wall";
import type { Notice } from "../store/practice";
import { cutShort } from "../text/cut-short";
import { isolated } from "../text/isolated";
import type { Told } from "./notice";

/** The notice of the person's own yes, which the phone shows itself. */
export const OWN_YES = "own_yes";

export interface Said {
	readonly title: string;
	readonly body: string;
}

/** Null if the neutral text should be shown. */
export function say({ notice, name, words }: Told): Said | null {
	const who = name ? isolated(cutShort(name)) : m.push_partner();
	const time = notice.local ?? "";
	const line = typed(words?.line);
	const title = typed(words?.title);
	if (notice.kind === "pause") return { title: m.push_pause({ name: who, time }), body: line || m.push_pause_body() };
	if (notice.kind === "pause_end") return { title: pauseEnd(notice.then, who, time), body: "" };
	if (notice.kind.startsWith("ask") || notice.kind === OWN_YES) return sayAsk(notice, who, line);
	if (notice.kind === "check_in") return { title: m.push_check_in({ name: who }), body: "" };
	if (notice.kind === "check_in_reminder") return { title: m.push_check_in_reminder(), body: "" };
	if (notice.kind === "new_device") return { title: m.push_new_device(), body: m.push_new_device_body() };
	if (notice.kind === "recovery") return { title: m.push_recovery(), body: m.push_recovery_body() };
	if (notice.kind === "left") return { title: m.push_left(), body: m.push_left_body() };
	if (notice.kind === "seat") return { title: m.push_seat(), body: m.push_seat_body() };
	if (notice.answer === "on_my_way") return { title: m.push_on_the_way({ name: who }), body: "" };
	return title ? { title, body: time && m.push_at({ time }) } : null;
}

/** Typed words, isolated since the system writes other text beside them, such as the time and the site. */
function typed(words: unknown): string {
	return typeof words === "string" ? isolated(words) : "";
}

/** The label of a notice's button. */
export function actionWords(action: string): string | null {
	if (action === "withdraw") return m.push_withdraw();
	if (action === "snooze") return m.push_snooze();
	if (action === "on_my_way") return m.push_on_my_way();
	return action === "not_tonight" ? m.push_not_tonight() : null;
}

/** "Ben asks to be close.", or null for an area that only a newer app knows. */
export function askedWords(area: unknown, name: string): string | null {
	const known: Readonly<Record<string, (inputs: { name: string }) => string>> = {
		talk: m.ask_theirs_talk,
		money: m.ask_theirs_money,
		touch: m.ask_theirs_touch,
		intimacy: m.ask_theirs_intimacy,
		share: m.ask_theirs_share,
	};
	return known[String(area)]?.({ name }) ?? null;
}

function sayAsk(notice: Notice, name: string, line: string): Said | null {
	const { kind, signals, answer, local = "", at } = notice;
	// the end of a yes is authenticated by its seal; the clock time in the push is not
	const time = (answer === "yes" || answer === "later") && at ? new Date(at).toTimeString().slice(0, 5) : local;
	if (kind === OWN_YES) return { title: m.push_yes_runs({ time }), body: "" };
	if (kind === "ask_end") return { title: m.ask_withdrawn_by({ name }), body: "" };
	if (answer === "yes") return { title: m.push_yes({ name, time }), body: line };
	if (answer === "later") return { title: m.push_later({ name, time: withDay(time, at) }), body: line };
	if (answer === "not_now") return { title: m.push_ask_not_now({ name }), body: line };
	const title = askedWords(signals?.area, name);
	return title === null ? null : { title, body: line };
}

/** Adds the date unless it is today. Never "tomorrow", since a notice may be read days later. */
function withDay(time: string, at: string | undefined): string {
	const [then, now] = [Date.parse(at ?? ""), wallNow()];
	const isToday = new Date(then).toDateString() === new Date(now).toDateString();
	return at === undefined || isToday ? time : m.when_at_day({ time, day: longDate(then, now) });
}

function pauseEnd(then: string | undefined, name: string, time: string): string {
	if (then === "back") return m.push_back({ name });
	if (then === "talk_at") return m.push_talk_at({ name, time });
	return then === "not_today" ? m.push_not_today({ name }) : m.push_pause_over({ name });
}
