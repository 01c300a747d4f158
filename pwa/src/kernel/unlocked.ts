/** Which tabs of this phone are open without a PIN right now: things are put away only when none is. */

const NAME = "twofold-unlocked";

let release: (() => void) | null = null;

/** From now on this tab is one; resolves once nothing is being put away. */
export async function beUnlocked(): Promise<void> {
	if (release || !navigator.locks) return;
	await new Promise<void>((held) => {
		void navigator.locks.request(NAME, { mode: "shared" }, () => {
			held();
			return new Promise<void>((resolve) => {
				release = resolve;
			});
		});
	});
}

export function endUnlocked(): void {
	release?.();
	release = null;
}

/** Runs it unless some tab is open. `patience`: how long to wait for that tab to go, in milliseconds. */
export async function whileNoneIsUnlocked(work: () => Promise<void>, patience = 0): Promise<void> {
	if (!navigator.locks) return work();
	const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
	// a tab that stays open is the reason to let it be
	await navigator.locks.request(NAME, options, (free) => (free ? work() : undefined)).catch(unlessAborted);
}

function unlessAborted(error: unknown): void {
	if (!(error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError"))) throw error;
}
