/** Cleans the name that an unknown person gave themselves, for display. */

import { cutShort } from "./cut-short";

/**
 * Control characters, line ends, letters that nobody sees, and invisible characters that change the direction; joiners
 * inside emoji and words are kept.
 */
const UNFIT =
	/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0001}]/gu;

/** A web address, a handle or a phone number: not a name. */
const LEADS_ELSEWHERE = /[/@#\\]|:\S|\.\p{L}{2}|\p{Nd}([\s().-]?\p{Nd}){4}/u;

/** The name on one line, cut between grapheme clusters; null if there is none, or it looks like an address. */
export function saidName(said: string | null): string | null {
	const plain = (said ?? "").normalize("NFC").replace(UNFIT, " ").replace(/\s+/g, " ").trim();
	if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain) || LEADS_ELSEWHERE.test(plain.normalize("NFKC")))
		return null;
	const short = cutShort(plain);
	return short === "…" ? null : short;
}
