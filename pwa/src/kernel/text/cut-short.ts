/** Short forms of texts, for headlines. */

const CHARACTERS = 40;

/**
 * The text, cut to 40 code points with "…" if it is longer. Cuts between grapheme clusters (UAX #29), so that emoji of
 * several parts stay whole.
 */
export function cutShort(text: string): string {
	const short = cut(text, CHARACTERS);
	return short === text ? text : `${short}…`;
}

/** The text, cut to at most `most` code points, without "…". */
export function cut(text: string, most: number): string {
	if (Array.from(text).length <= most) return text;
	let kept = "";
	for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
		if (Array.from(kept + segment).length > most) break;
		kept += segment;
	}
	return kept;
}
