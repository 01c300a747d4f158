/**
 * The two clocks of this phone; no other file reads them. The wall clock can be set. The monotonic clock only runs
 * forward, but on many phones it stops while they sleep.
 */

/** How far the two may drift apart before one of them must have been set, in milliseconds. */
export const APART = 120_000;

/** A moment by both clocks, in milliseconds. */
export interface Moment {
	readonly wall: number;
	readonly steady: number;
}

/** The wall clock in epoch milliseconds; somebody may have set it. */
export function wallNow(): number {
	return Date.now();
}

/** Milliseconds since this page was opened; cannot be set. */
export function steadyNow(): number {
	return performance.now();
}

export function moment(): Moment {
	return { wall: wallNow(), steady: steadyNow() };
}

/** An upper bound of the milliseconds since `then`; infinite if the wall clock was set back meanwhile. */
export function atMostSince(then: Moment): number {
	const [byWall, bySteady] = [wallNow() - then.wall, steadyNow() - then.steady];
	return byWall < bySteady - APART ? Number.POSITIVE_INFINITY : Math.max(byWall, bySteady);
}
