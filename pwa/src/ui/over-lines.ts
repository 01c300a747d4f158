/** What an exported accord says once it is over. */

import { instantOf } from "../kernel/store/instant";
import type { Fields } from "../kernel/store/local";
import { m } from "../paraglide/messages.js";
import { fullDate } from "./when";

/** No line while it is in force. The day is known only for a short time: later nothing tells it any more. */
export function overLines({ state, ended_at }: Fields): readonly string[] {
	if (state === "replaced") return [m.export_replaced()];
	if (state !== "ended") return [];
	const at = instantOf(ended_at);
	return [at === null ? m.export_ended() : m.export_ended_on({ day: fullDate(at) })];
}
