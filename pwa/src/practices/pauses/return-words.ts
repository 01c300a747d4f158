/** How the partner came back from a pause, in words, while it is recent. */

import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { returnTime } from "../../ui/when";
import { type Return, theirReturn } from "./store";

const HOUR = 3_600_000;

/** The partner's return while it is recent: "back" for an hour, a time to talk until it has come. */
export function newsOf(): Return | null {
	const back = theirReturn.value;
	return back && !isStale(back) ? back : null;
}

export function returnWords({ how, talk_at }: Return, name: string): string {
	if (how === "talk_at" && talk_at) return m.their_return_talk_at({ name, time: returnTime(talk_at, minute.value) });
	return how === "not_today" ? m.their_return_not_today({ name }) : m.their_return_back({ name });
}

function isStale({ how, talk_at, at }: Return): boolean {
	if (how === "talk_at" && talk_at) return minute.value > talk_at + HOUR;
	return how === "back" && minute.value > at + HOUR;
}
