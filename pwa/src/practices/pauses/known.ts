/** What the partner knows of your pause, by what the server has for this couple. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import type { Pause } from "./store";

/**
 * In words; null while it is not sent, since then it is unknown. `name`: the partner's, at the start of a sentence.
 */
export function knownWords(pause: Pause, name: string): string | null {
	if (isHidden(pause)) return m.pause_partner_unaware({ name });
	if (pause.audience === "me") return m.pause_alone_known();
	return pause.pending ? null : m.pause_partner_knows({ name });
}

/** Whether the pause was started alone, before there was a partner, who therefore cannot see it. */
export function isHidden({ audience }: Pause): boolean {
	return audience === "me" && !alone.value;
}
