/** Turns push on this phone on and off, and discreet mode. Subscribing is loaded when needed. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { part } from "../browser/parts";
import { tell } from "../store/channel";
import { readMeta, writeMeta } from "../store/meta";
import { push, showPush } from "./push-state";

const subscribePart = part(() => import("./subscribe"));

const neutral = signal(true);

/** Neutral texts on the lock screen of this phone, until the person turns that off. */
export const discreet: ReadonlySignal<boolean> = neutral;

export async function setDiscreet(on: boolean): Promise<void> {
	await writeMeta("discreet", on);
	neutral.value = on;
	tell({ type: "meta" });
}

/** Asks for permission and subscribes; must be called from a tap. Needs the network; throws Problem. */
export async function turnOnPush(): Promise<void> {
	if (push.value === "failed") showPush("off");
	showPush(await (await subscribePart()).subscribe());
}

/** Ends the subscription of this phone. */
export async function turnOffPush(): Promise<void> {
	showPush(await (await subscribePart()).unsubscribe());
}

export async function loadDiscreet(): Promise<void> {
	neutral.value = (await readMeta("discreet")) ?? true;
}
