/** When a check-in was, in words. One added on a later day says so, instead of a part of the day. */

import { dayPart, minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { daypartWords, ownMoment } from "../../ui/when";
import type { CheckIn } from "./store";

export function whenWords({ at, by_me, added_later }: CheckIn): string {
	const now = minute.value;
	if (!added_later) return by_me ? ownMoment(at, now) : daypartWords(at, now);
	return dayPart(at, now).day === "yesterday"
		? m.check_in_yesterday_later()
		: m.check_in_added_later({ when: daypartWords(at, now) });
}
