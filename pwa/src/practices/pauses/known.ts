/** What the partner knows of one's own pause, by what the server has for the two of now. */

import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import type { Pause } from "./store";

/** In words; null while it waits on this phone, so that nobody can say. `name`: the partner's, at the start of a sentence. */
export function knownWords(pause: Pause, name: string): string | null {
	if (isHidden(pause)) return m.pause_partner_unaware({ name });
	if (pause.audience === "me") return m.pause_alone_known();
	return pause.pending ? null : m.pause_partner_knows({ name });
}

/** Begun alone, by somebody who has a partner by now: that one cannot see it. */
export function isHidden({ audience }: Pause): boolean {
	return audience === "me" && !alone.value;
}
