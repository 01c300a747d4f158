import { nameNow } from "../kernel/browser/zone-names";

/** "New York" of "America/New_York", "Kolkata" of "Asia/Calcutta": a time zone as people name it. */
export function placeOf(zone: string): string {
	const name = nameNow(zone);
	return name.slice(name.lastIndexOf("/") + 1).replaceAll("_", " ");
}
