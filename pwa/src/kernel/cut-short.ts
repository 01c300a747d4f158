/** As much of a text as a headline takes, with room for characters of four bytes. */

const CHARACTERS = 40;

/** Cut between characters as people see them (UAX #29), so that no emoji of several parts loses some; then with "…". */
export function cutShort(text: string): string {
	const short = cut(text, CHARACTERS);
	return short === text ? text : `${short}…`;
}

/** The same without "…", to at most so many code points. */
export function cut(text: string, most: number): string {
	if (Array.from(text).length <= most) return text;
	let kept = "";
	for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
		if (Array.from(kept + segment).length > most) break;
		kept += segment;
	}
	return kept;
}
