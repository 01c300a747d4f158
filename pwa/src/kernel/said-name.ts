/** What somebody unknown says they are called, made fit to be shown. */

import { cutShort } from "./cut-short";

/** Controls, line ends, and characters without a look that turn the direction; joiners inside emoji and words stay. */
const UNFIT =
	/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0001}]/gu;

/** An address, a handle or a number to call: that is not what one is called. */
const LEADS_ELSEWHERE = /[/@#\\]|:\S|\.\p{L}{2}|\p{Nd}([\s().-]?\p{Nd}){4}/u;

/** A name on one line, cut by characters as people see them; null where there is none, or where it leads elsewhere. */
export function saidName(said: string | null): string | null {
	const plain = (said ?? "").normalize("NFC").replace(UNFIT, " ").replace(/\s+/g, " ").trim();
	if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(plain) || LEADS_ELSEWHERE.test(plain.normalize("NFKC")))
		return null;
	const short = cutShort(plain);
	return short === "…" ? null : short;
}
