/** Push on this phone, as screens see it. Subscribing is loaded when needed. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import { tell } from "../store/channel";
import { readMeta, writeMeta } from "../store/meta";

const subscribePart = part(() => import("./subscribe"));

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
const neutral = signal(true);

export const push: ReadonlySignal<PushState> = state;

/** Neutral texts on the lock screen of this phone, until the person turns that off. */
export const discreet: ReadonlySignal<boolean> = neutral;

export async function setDiscreet(on: boolean): Promise<void> {
	await writeMeta("discreet", on);
	neutral.value = on;
	tell({ type: "meta" });
}

/** Asks for permission and subscribes; must be called from a tap. Needs the network; throws Problem. */
export async function turnOnPush(): Promise<void> {
	if (state.value === "failed") state.value = "off";
	state.value = await (await subscribePart()).subscribe();
}

/** Ends the subscription of this phone. */
export async function turnOffPush(): Promise<void> {
	state.value = await (await subscribePart()).unsubscribe();
}

export async function loadDiscreet(): Promise<void> {
	neutral.value = (await readMeta("discreet")) ?? true;
}

export function showPush(now: PushState): void {
	state.value = now;
}
