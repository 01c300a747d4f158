/** Whether this phone gives hints on wording, until the person turns them off. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { readMeta, writeMeta } from "../../kernel/store/meta";

const given = signal(true);

export const wordingHints: ReadonlySignal<boolean> = given;

export async function setWordingHints(on: boolean): Promise<void> {
	await writeMeta("wording_hints", on);
	given.value = on;
}

export async function loadWordingHints(): Promise<void> {
	given.value = (await readMeta("wording_hints")) ?? true;
}
