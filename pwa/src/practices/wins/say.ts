/** The kinds of wins and appreciations in words. */

import { m } from "../../paraglide/messages.js";
import type { AppreciationKind, WinKind } from "./words";

export function winWord(kind: WinKind): string {
	const words = {
		hug: m.win_hug,
		compliment: m.win_compliment,
		honest: m.win_honest,
		promise: m.win_promise,
		own: m.win_own,
	};
	return words[kind]();
}

export function appreciationWord(kind: AppreciationKind): string {
	const words = {
		thanks: m.appreciation_thanks,
		hug: m.appreciation_hug,
		time: m.appreciation_time,
		own: m.appreciation_own,
	};
	return words[kind]();
}
