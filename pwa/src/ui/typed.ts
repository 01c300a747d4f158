/** What is typed on a screen is a draft: it outlasts a closed sheet, a reload, a quick exit and a lock of the app. */

import { useEffect, useState } from "preact/hooks";
import { draftAt, dropDraft, keepDraft } from "../kernel/drafts";

/** A draft as its field shows it. */
export interface TypedDraft {
	/** Something was typed that is not saved. */
	readonly kept: boolean;
	/** Deletes it; the form shows again what is saved. The answer brings it back. */
	readonly discard: () => () => void;
}

/** A draft as its form has it. */
export interface FormDraft extends TypedDraft {
	/** Deletes it once it is saved or sent; the form shows it until it is left. The answer brings it back. */
	readonly done: () => () => void;
}

/**
 * As `useState`, for plain data with what people type. `id` says what is typed, and about which record; `saved` is what
 * the form shows without a draft.
 */
export function useDraft<Words>(
	id: string,
	saved: () => Words,
): readonly [words: Words, type: (to: Words) => void, draft: FormDraft] {
	const [shown, show] = useState(saved);
	const held = draftAt(id);
	// only what was typed in this form lies under its id
	const words = held === undefined ? shown : (held as Words);
	const type = (to: Words): void => {
		if (JSON.stringify(to) === JSON.stringify(shown)) dropDraft(id);
		else keepDraft(id, to);
	};
	const discard = (): (() => void) => {
		show(saved);
		return dropDraft(id);
	};
	const done = (): (() => void) => {
		show(() => words);
		return dropDraft(id);
	};
	return [words, type, { kept: held !== undefined, discard, done }];
}

/** For what is chosen and not typed, as the sheet that is open: a reload and a lock keep it, and it goes when its screen is left. */
export function useTyped<Choice>(id: string, initial: () => Choice): readonly [Choice, (to: Choice) => void] {
	const [choice, choose] = useDraft(id, initial);
	useEffect(() => () => void dropDraft(id), [id]);
	return [choice, choose];
}
