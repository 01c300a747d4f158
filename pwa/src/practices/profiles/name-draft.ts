/** A name that is being typed. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { dropDraft, keepDraft } from "../../kernel/drafts/draft-writing";
import { draftAt } from "../../kernel/drafts/drafts";
import { alone } from "../../kernel/store/session";
import type { TypedDraft } from "../../ui/typed";
import { myName, saveName, sharedName } from "./store";

/** The most characters that can be typed, in UTF-16 units. */
export const NAME_LENGTH = 40;

export interface NameDraft {
	/** The content of the field: what was typed, else your name. */
	readonly name: ReadonlySignal<string>;
	/** Whether it differs from what is saved; with a partner, also from what is shared. */
	readonly unsaved: ReadonlySignal<boolean>;
	readonly type: (name: string) => void;
	/** Saves. Resolves to a function that restores the previous name; undefined if there was none. */
	readonly save: () => Promise<(() => Promise<void>) | undefined>;
	readonly draft: ReadonlySignal<TypedDraft>;
}

const DRAFT = "name";

/** Typed text stays, whatever arrives meanwhile. */
export function nameDraft(): NameDraft {
	const name = computed(() => typed() ?? myName.value ?? "");
	const known = computed(() => (alone.value ? myName.value : sharedName.value));
	const unsaved = computed(() => [known.value, myName.value].some((before) => name.value.trim() !== (before ?? "")));
	const type = (to: string): void => {
		if (to === (myName.value ?? "")) dropDraft(DRAFT);
		else keepDraft(DRAFT, to);
	};
	const save = async (): Promise<(() => Promise<void>) | undefined> => {
		const [saved, before] = [name.value, known.value];
		await saveName(saved);
		if (typed() === saved) dropDraft(DRAFT);
		return before && before !== saved.trim() ? () => saveName(before) : undefined;
	};
	const draft = computed(() => ({ kept: typed() !== undefined, discard: () => dropDraft(DRAFT) }));
	return { name, unsaved, type, save, draft };
}

function typed(): string | undefined {
	// only a name is typed under this id
	return draftAt(DRAFT) as string | undefined;
}
