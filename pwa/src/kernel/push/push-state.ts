/** Whether this phone gets push, as screens see it. */

import { type ReadonlySignal, signal } from "@preact/signals";

export type PushState =
	/** Not checked yet. */
	| "unknown"
	/** This browser has no push. */
	| "unsupported"
	/** An iPhone or iPad in a browser tab: push works once the app is on the home screen. */
	| "needs_install"
	| "off"
	/** The person denied it to the browser, which will not ask again. */
	| "denied"
	/** It is wanted, but the browser gives no address for it. */
	| "failed"
	| "on";

const state = signal<PushState>("unknown");

export const push: ReadonlySignal<PushState> = state;

export function showPush(now: PushState): void {
	state.value = now;
}
