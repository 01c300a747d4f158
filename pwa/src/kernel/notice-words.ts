/** The words of a notice, once they may be shown. */

import { m } from "../paraglide/messages.js";
import type { Told } from "./notice";

export interface Said {
	readonly title: string;
	readonly body: string;
}

/** Null where there is nothing better to say than the neutral text. */
export function say({ notice, name, words }: Told): Said | null {
	const who = name ?? m.push_partner();
	const time = notice.local ?? "";
	const line = typeof words?.line === "string" ? words.line : "";
	const title = typeof words?.title === "string" ? words.title : "";
	if (notice.kind === "pause") return { title: m.push_pause({ name: who, time }), body: line || m.push_pause_body() };
	if (notice.kind === "pause_end") return { title: pauseEnd(notice.then, who, time), body: "" };
	if (notice.kind === "check_in") return { title: m.push_check_in({ name: who }), body: "" };
	if (notice.kind === "check_in_reminder") return { title: m.push_check_in_reminder(), body: "" };
	if (notice.kind === "new_device") return { title: m.push_new_device(), body: m.push_new_device_body() };
	if (notice.kind === "recovery") return { title: m.push_recovery(), body: m.push_recovery_body() };
	if (notice.kind === "seat") return { title: m.push_seat(), body: m.push_seat_body() };
	if (notice.answer === "on_my_way") return { title: m.push_on_the_way({ name: who }), body: "" };
	return title ? { title, body: time && m.push_at({ time }) } : null;
}

/** What the buttons of a reminder say. */
export function actionWords(action: string): string | null {
	if (action === "snooze") return m.push_snooze();
	if (action === "on_my_way") return m.push_on_my_way();
	return action === "not_tonight" ? m.push_not_tonight() : null;
}

function pauseEnd(then: string | undefined, name: string, time: string): string {
	if (then === "back") return m.push_back({ name });
	if (then === "talk_at") return m.push_talk_at({ name, time });
	return then === "not_today" ? m.push_not_today({ name }) : m.push_pause_over({ name });
}
