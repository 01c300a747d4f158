/**
 * Parts of the app that are loaded when first needed. Every dynamic import goes through here, so that a failed load is
 * handled the same way everywhere: offline, deleted by a new release, or a passing failure.
 */

import { localProblem, offline, type Problem } from "./problem";

/** Loads a part once and caches it. Throws Problem `offline`, `new_version` or `not_loaded`; the next call retries. */
export type Part<Module> = () => Promise<Module>;

export function part<Module>(load: () => Promise<Module>): Part<Module> {
	let held: Promise<Module> | null = null;
	return () => {
		// retries once at once
		held ??= load()
			.catch(load)
			.catch(async () => {
				held = null;
				throw await whyMissing();
			});
		return held;
	};
}

/** Loads parts before they are needed. A part that fails is loaded again when needed. */
export function fetchEarly(...parts: readonly Part<unknown>[]): void {
	for (const load of parts) load().catch(() => undefined);
}

/**
 * After a release this script's own file returns 404. HEAD reaches the server, since the service worker answers only
 * GET.
 */
async function whyMissing(): Promise<Problem> {
	const own = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" }).catch(() => null);
	if (!own) return offline();
	return own.status === 404
		? localProblem("new_version", "There is a new version of the app.")
		: localProblem("not_loaded", "A part of the app did not load.");
}
