/** The time zones to choose from, and a search. */

/** For browsers that do not list zones (Safari before 15.4): a city for most clocks of the world. */
const SOME = [
	"Africa/Cairo",
	"Africa/Johannesburg",
	"Africa/Lagos",
	"Africa/Nairobi",
	"America/Anchorage",
	"America/Argentina/Buenos_Aires",
	"America/Bogota",
	"America/Chicago",
	"America/Denver",
	"America/Halifax",
	"America/Lima",
	"America/Los_Angeles",
	"America/Mexico_City",
	"America/New_York",
	"America/Phoenix",
	"America/Santiago",
	"America/Sao_Paulo",
	"America/St_Johns",
	"America/Toronto",
	"Asia/Dhaka",
	"Asia/Dubai",
	"Asia/Hong_Kong",
	"Asia/Jakarta",
	"Asia/Karachi",
	"Asia/Kathmandu",
	"Asia/Kolkata",
	"Asia/Manila",
	"Asia/Seoul",
	"Asia/Shanghai",
	"Asia/Singapore",
	"Asia/Tehran",
	"Asia/Tokyo",
	"Atlantic/Azores",
	"Australia/Adelaide",
	"Australia/Brisbane",
	"Australia/Perth",
	"Australia/Sydney",
	"Europe/Athens",
	"Europe/Berlin",
	"Europe/Istanbul",
	"Europe/Lisbon",
	"Europe/London",
	"Europe/Moscow",
	"Europe/Paris",
	"Pacific/Auckland",
	"Pacific/Honolulu",
] as const;

/** All zones that this browser knows, with UTC. */
export function allZones(): readonly string[] {
	const known = Intl.supportedValuesOf?.("timeZone") ?? SOME;
	return [...new Set([...known, "UTC"])].sort();
}

/** The zones whose name contains every typed word, ignoring case and accents; city names that begin so come first. */
export function findZones(all: readonly string[], typed: string): readonly string[] {
	const words = plain(typed)
		.split(/[\s/_]+/)
		.filter((word) => word !== "");
	const found = all.filter((zone) => words.every((word) => plain(zone).includes(word)));
	const begins = (zone: string): boolean => words.length > 0 && plain(cityOf(zone)).startsWith(words.join(" "));
	return [...found.filter(begins), ...found.filter((zone) => !begins(zone))];
}

/** "Europe/Lisbon" as "Lisbon". */
export function cityOf(zone: string): string {
	return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** "America/Argentina/Ushuaia" as "America, Argentina"; empty if a zone names no region. */
export function regionOf(zone: string): string {
	return zone.split("/").slice(0, -1).join(", ").replaceAll("_", " ");
}

function plain(text: string): string {
	return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}
