/** The time zones to choose from, and a search. */

import { placeOf } from "../ui/place-of";

/** All zones that this browser knows, with UTC. */
export function allZones(): readonly string[] {
	return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])].sort();
}

/** The zones whose name contains every typed word, ignoring case and accents; city names that begin so come first. */
export function findZones(all: readonly string[], typed: string): readonly string[] {
	const words = plain(typed)
		.split(/[\s/_]+/)
		.filter((word) => word !== "");
	const found = all.filter((zone) => words.every((word) => plain(zone).includes(word)));
	const begins = (zone: string): boolean => words.length > 0 && plain(placeOf(zone)).startsWith(words.join(" "));
	return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** "America/Argentina/Ushuaia" as "America, Argentina"; empty if a zone names no region. */
export function regionOf(zone: string): string {
	return zone.split("/").slice(0, -1).join(", ").replaceAll("_", " ");
}

function plain(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
