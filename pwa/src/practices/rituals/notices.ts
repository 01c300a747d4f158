/** What reminders of rituals say, and that the partner is on the way. */

import type { Notices, Said, Told } from "../../kernel/push/notice-face";
import { isolatedIn } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { RITUALS } from "./kinds";

export const notices: Notices = {
	kinds: [RITUALS],
	faces: { ritual: { say: sayReminder } },
	buttons: { snooze: m.push_snooze, on_my_way: m.push_on_my_way, not_tonight: m.push_not_tonight },
};

function sayReminder({ notice: { answer, local: time }, words }: Told, name: string): Said | null {
	if (answer === "on_my_way") return { title: m.push_on_the_way({ name }), body: "" };
	const title = isolatedIn(words, "title");
	return title ? { title, body: time ? m.push_at({ time }) : "" } : null;
}
