/** The timers of a test, so that none of them fires in a later one. */

/** Where the process keeps them, since each test file loads this module anew. */
const KEPT = Symbol.for("twofold timers");

/** Clears the timers that are left, and notes those that come. */
export function forgetTimers(): void {
	const kept: Set<number> = Reflect.get(globalThis, KEPT) ?? noted();
	for (const timer of kept) clearTimeout(timer);
	kept.clear();
}

function noted(): Set<number> {
	const timers = new Set<number>();
	Reflect.set(globalThis, KEPT, timers);
	for (const name of ["setTimeout", "setInterval"] as const) {
		const set = globalThis[name];
		const noting = (handler: TimerHandler, milliseconds?: number, ...given: unknown[]): number => {
			const timer = set(handler, milliseconds, ...given);
			timers.add(timer);
			return timer;
		};
		Reflect.set(globalThis, name, Object.assign(noting, set));
	}
	return timers;
}
