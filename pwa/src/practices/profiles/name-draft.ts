/** A name that is being typed. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { alone } from "../../kernel/session";
import { myName, saveName, sharedName } from "./store";

/** So many characters, as JavaScript counts them, can be typed. */
export const NAME_LENGTH = 40;

export interface NameDraft {
	/** What stands in the field: what was typed, and before that one's own name. */
	readonly name: ReadonlySignal<string>;
	/** It differs from what is saved: with a partner, from what was shared too. */
	readonly unsaved: ReadonlySignal<boolean>;
	readonly type: (name: string) => void;
	readonly save: () => Promise<void>;
}

/** What is typed stays, whatever arrives meanwhile. */
export function nameDraft(): NameDraft {
	const typed = signal<string | null>(null);
	const name = computed(() => typed.value ?? myName.value ?? "");
	const known = computed(() => (alone.value ? myName.value : sharedName.value));
	const unsaved = computed(() => [known.value, myName.value].some((before) => name.value.trim() !== (before ?? "")));
	const type = (to: string): void => {
		typed.value = to;
	};
	const save = async (): Promise<void> => {
		const saved = name.value;
		await saveName(saved);
		if (typed.value === saved) typed.value = null;
	};
	return { name, unsaved, type, save };
}
