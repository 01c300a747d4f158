import { nameNow } from "../kernel/browser/zone-names";

/** "Europe/Berlin", with spaces for underscores. */
export function zoneName(zone: string): string {
	return zone.replaceAll("_", " ");
}

/** "New York" of "America/New_York", "Kolkata" of "Asia/Calcutta": a time zone as people name it. */
export function placeOf(zone: string): string {
	const name = nameNow(zone);
	return name.slice(name.lastIndexOf("/") + 1).replaceAll("_", " ");
}
