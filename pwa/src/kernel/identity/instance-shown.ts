/** Who runs this server, and whether new people may come, as screens see it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Instance } from "../store/meta";

const heard = signal<Instance | null>(null);

/** Null until it is loaded. All its texts are plain text. */
export const instance: ReadonlySignal<Instance | null> = heard;

export function showInstance(view: Instance): void {
	heard.value = view;
}
