/**
 * The two clocks of this phone; no other file reads them. Somebody can set the first one. The second only runs
 * forward, but stands still on many phones while they sleep.
 */

/** So far apart the two may run in one stretch before one of them was set, in milliseconds. */
export const APART = 120_000;

/** A moment by both clocks, in milliseconds. */
export interface Moment {
	readonly wall: number;
	readonly steady: number;
}

/** What the phone's clock says, in epoch milliseconds. Somebody may have set it. */
export function wallNow(): number {
	return Date.now();
}

/** Milliseconds since this page began; nobody can set it. */
export function steadyNow(): number {
	return performance.now();
}

export function moment(): Moment {
	return { wall: wallNow(), steady: steadyNow() };
}

/** At most so many milliseconds have passed since; endlessly many where the phone's clock was set back meanwhile. */
export function atMostSince(then: Moment): number {
	const [byWall, bySteady] = [wallNow() - then.wall, steadyNow() - then.steady];
	return byWall < bySteady - APART ? Number.POSITIVE_INFINITY : Math.max(byWall, bySteady);
}
