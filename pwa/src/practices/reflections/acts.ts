/** What one may do after a reflection, in words, and where that is done. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import type { Option } from "../../ui/choice";
import { ACTS, type Act } from "./words";

/** What can be done now; one talks with a partner. Reads signals. */
export function actOptions(): readonly Option<Act>[] {
	return ACTS.filter((act) => act !== "talk" || !alone.value).map((act) => ({ value: act, label: actWord(act) }));
}

export function actWord(act: Act): string {
	return {
		pause: m.reflection_act_pause,
		talk: m.reflection_act_talk,
		write: m.reflection_act_write,
		let_pass: m.reflection_act_let_pass,
	}[act]();
}

/** As it goes on after "I would like". */
export function wishWord(act: Act): string {
	return {
		pause: m.reflection_wish_pause,
		talk: m.reflection_wish_talk,
		write: m.reflection_wish_write,
		let_pass: m.reflection_wish_let_pass,
	}[act]();
}

/** Where it is done; null for what needs no screen, or no longer can be done. Reads signals. */
export function placeOf(act: Act | null): string | null {
	if (act === "talk") return alone.value ? null : "/talk";
	return act === "pause" ? "/pause" : act === "write" ? "/journal/new" : null;
}
