/** Who asks for what; also for the service worker. */

import { m } from "../../paraglide/messages.js";

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
