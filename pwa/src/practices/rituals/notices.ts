/** What reminders of rituals say, and that the partner is on the way. */

import type { Notices, Said, Told } from "../../kernel/push/notice-face";
import type { Notice } from "../../kernel/store/practice";
import { isolatedIn } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { weekday } from "../../ui/when";
import { isAtNight } from "./at-night";
import { RITUALS } from "./kinds";

export const notices: Notices = {
	kinds: [RITUALS],
	faces: { ritual: { say: sayReminder } },
	buttons: { snooze: m.push_snooze, on_my_way: m.push_on_my_way, not_tonight: sayNotNow },
};

function sayReminder({ notice: { answer, local: time, day }, words }: Told, name: string): Said | null {
	if (answer === "on_my_way") return { title: m.push_on_the_way({ name }), body: "" };
	const title = isolatedIn(words, "title");
	return title ? { title, body: time ? m.push_at({ time: day ? onDay(time, day) : time }) : "" } : null;
}

/** "19:30 on Saturday", which stays true however late it is read. */
function onDay(time: string, day: string): string {
	return m.when_at_day({ time, day: weekday(Date.parse(`${day}T12:00Z`), "UTC") });
}

function sayNotNow({ at }: Notice): string {
	return !at || isAtNight(Date.parse(at)) ? m.push_not_tonight() : m.not_today();
}
