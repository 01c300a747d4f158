/** Quarters of an hour, by which moments are named, so that nothing precise tells who of the two said one. */

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** How long after it began a moment is shown as one of now. */
export const FRESH = 3 * QUARTER;

/** The id of the moment of a pattern at an instant: "PATTERN/2026-11-30T07:15Z". */
export function momentId(pattern_id: string, at: number): string {
	const began = new Date(Math.floor(at / QUARTER) * QUARTER);
	return `${pattern_id}/${began.toISOString().slice(0, 16)}Z`;
}

/** When a moment began, in epoch milliseconds; NaN for an id that is none. */
export function beganAt(moment_id: string): number {
	return Date.parse(moment_id.split("/")[1] ?? "");
}

/** The pattern of a moment. */
export function patternOf(moment_id: string): string {
	return moment_id.split("/")[0] ?? "";
}
