/**
 * Parts of the app that are loaded when they are first needed. Every dynamic import goes through here, so that each
 * knows what to do where its file does not come: offline, gone with a new release, or failed once.
 */

import { localProblem, offline, type Problem } from "./problem";

/** Loads a part, and holds it from then on. Throws Problem `offline`, `new_version` or `not_loaded`; the next call tries again. */
export type Part<Module> = () => Promise<Module>;

export function part<Module>(load: () => Promise<Module>): Part<Module> {
	let held: Promise<Module> | null = null;
	return () => {
		// what failed once is asked for once more at once
		held ??= load()
			.catch(load)
			.catch(async () => {
				held = null;
				throw await whyMissing();
			});
		return held;
	};
}

/** Fetches parts before they are needed. What does not come now is asked for again when it is needed. */
export function fetchEarly(...parts: readonly Part<unknown>[]): void {
	for (const load of parts) load().catch(() => undefined);
}

/** After a release the file of this very script is gone. HEAD asks the server itself: the service worker answers GET alone. */
async function whyMissing(): Promise<Problem> {
	const own = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" }).catch(() => null);
	if (!own) return offline();
	return own.status === 404
		? localProblem("new_version", "There is a new version of the app.")
		: localProblem("not_loaded", "A part of the app did not load.");
}
