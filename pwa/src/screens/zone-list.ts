/** The time zones to choose from, and a search. */

import { nameNow, namesOf } from "../kernel/browser/zone-names";

/** All zones that this browser knows, with UTC, sorted by the names of now; each once, as the browser names it. */
export function allZones(): readonly string[] {
	const zones = new Map([...Intl.supportedValuesOf("timeZone"), "UTC"].map((zone) => [nameNow(zone), zone]));
	return [...zones].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, zone]) => zone);
}

/**
 * The zones of which one name, the present or the former, contains every typed word, ignoring case and accents; city
 * names that begin so come first.
 */
export function findZones(all: readonly string[], typed: string): readonly string[] {
	const words = plain(typed)
		.split(/[\s/_]+/)
		.filter((word) => word !== "");
	const start = words.join(" ");
	const found = all.filter((zone) => namesOf(zone).some((name) => words.every((word) => plain(name).includes(word))));
	const begins = (zone: string): boolean =>
		start !== "" && namesOf(zone).some((name) => cityOf(name).startsWith(start));
	return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** "America/Argentina/Ushuaia" as "America, Argentina"; empty if a zone names no region. */
export function regionOf(zone: string): string {
	return nameNow(zone).split("/").slice(0, -1).join(", ").replaceAll("_", " ");
}

function cityOf(name: string): string {
	return plain(name.slice(name.lastIndexOf("/") + 1));
}

function plain(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
