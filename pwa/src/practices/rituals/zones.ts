/** Converts clock times and instants in IANA zones, with the browser's zone data (Intl). */

/** A clock time without a zone: "2026-11-27T19:00". */
export type Local = string;

const DAY = 86_400_000;
const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The instant of a clock time in a zone: a skipped one moves forward by the gap, of a repeated one the first counts.
 */
export function instantIn(local: Local, zone: string): number {
	const asUtc = Date.parse(`${local}Z`);
	const before = offset(asUtc - DAY, zone);
	const after = offset(asUtc + DAY, zone);
	const candidates = [asUtc - before, asUtc - after].filter((at) => at + offset(at, zone) === asUtc);
	return candidates.length > 0 ? Math.min(...candidates) : asUtc - before;
}

/** The clock time at an instant. */
export function localAt(instant: number, zone: string): Local {
	return new Date(instant + offset(instant, zone)).toISOString().slice(0, 16);
}

/** Days since 1970-01-01. */
export function dayOf(local: Local): number {
	return Math.floor(Date.parse(`${local}Z`) / DAY);
}

/** "19:00" */
export function timeOf(local: Local): string {
	return local.slice(11, 16);
}

export function toLocal(day: number, time: string): Local {
	return `${new Date(day * DAY).toISOString().slice(0, 10)}T${time}`;
}

/** Whether the browser knows this zone. */
export function isZone(zone: string): boolean {
	try {
		return Boolean(format(zone));
	} catch {
		return false;
	}
}

/**
 * The zone, if its clock differs from this phone's at one of these instants, so that times have to name it; else
 * undefined.
 */
export function otherZone(zone: string, ...instants: readonly number[]): string | undefined {
	const differs = (at: number): boolean => offset(at, zone) !== -new Date(at).getTimezoneOffset() * MINUTE;
	return isZone(zone) && instants.some(differs) ? zone : undefined;
}

/** Local time minus UTC, in milliseconds. */
function offset(instant: number, zone: string): number {
	const parts = new Map(
		format(zone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const [year = 0, month = 1, day, hour, minute, second] = (
		["year", "month", "day", "hour", "minute", "second"] as const
	).map((part) => parts.get(part));
	const local = Date.UTC(year, month - 1, day, hour, minute, second);
	return Math.round((local - Math.floor(instant / 1000) * 1000) / MINUTE) * MINUTE;
}

function format(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const numeric = "numeric" as const;
	const made = new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		hourCycle: "h23",
		year: numeric,
		month: numeric,
		day: numeric,
		hour: numeric,
		minute: numeric,
		second: numeric,
	});
	formats.set(zone, made);
	return made;
}
