/** "New York" of "America/New_York": a time zone as people name it. */
export function placeOf(zone: string): string {
	return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
