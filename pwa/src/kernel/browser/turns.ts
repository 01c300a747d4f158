/** One change of a thing at a time, so that a change compares with what the one before has stored. */

/**
 * Runs `change` once all earlier changes of these things are stored or have failed; if there are none, at once. Other
 * things do not wait. `change` must not wait for another turn of the same things.
 */
export type InTurn<Thing> = <Result>(things: readonly Thing[], change: () => Promise<Result>) => Promise<Result>;

/** The turns of one kind of thing. */
export function turns<Thing>(): InTurn<Thing> {
	// the last change of each, which may have ended
	const last = new Map<Thing, Promise<unknown>>();
	return (things, change) => {
		const turn = Promise.allSettled(things.map((thing) => last.get(thing))).then(change);
		for (const thing of things) last.set(thing, turn);
		return turn;
	};
}
