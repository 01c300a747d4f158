/** Which tabs of this phone are unlocked right now: data is sealed only when none is. */

const NAME = "twofold-unlocked";

let release: (() => void) | null = null;

/** Marks this tab as unlocked; resolves once nothing is being sealed. */
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

/** Runs `work` unless a tab is unlocked. `patience`: how long to wait for it to lock, in milliseconds. */
export async function whileNoneIsUnlocked(work: () => Promise<void>, patience = 0): Promise<void> {
	if (!navigator.locks) return work();
	const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
	// gives up if a tab stays unlocked
	await navigator.locks.request(NAME, options, (free) => (free ? work() : undefined)).catch(unlessAborted);
}

function unlessAborted(error: unknown): void {
	if (!(error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError"))) throw error;
}
