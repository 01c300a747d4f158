/** What is typed on a screen is a draft: it outlasts a closed sheet, a reload, a quick exit and a lock of the app. */

import { useEffect, useState } from "preact/hooks";
import { dropDraft, keepDraft } from "../kernel/draft-writing";
import { draftAt } from "../kernel/drafts";
import { locked } from "../kernel/lock";
import { m } from "../paraglide/messages.js";
import { say } from "./snackbar";

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

type Form<Words> = readonly [words: Words, type: (to: Words) => void, draft: FormDraft];

/**
 * As `useState`, for plain data with what people type. `id` says what is typed, and about which record; `saved` is what
 * the form shows without a draft.
 */
export function useDraft<Words>(id: string, saved: () => Words): Form<Words> {
	useEffect(() => () => sayKept(id), [id]);
	return useKept(id, saved);
}

/** For what is chosen and not typed, as the sheet that is open: a reload and a lock keep it, and it goes when its screen is left. */
export function useTyped<Choice>(id: string, initial: () => Choice): readonly [Choice, (to: Choice) => void] {
	useEffect(() => () => void dropDraft(id), [id]);
	const [choice, choose] = useKept(id, initial);
	return [choice, choose];
}

/** The drafts of forms that were put away in this moment. */
let left: readonly string[] = [];

/** Whoever puts forms away may think that their words are gone. */
function sayKept(id: string): void {
	if (draftAt(id) === undefined || locked.value) return;
	if (left.length === 0)
		queueMicrotask(() => {
			left = [];
		});
	left = [...left, id];
	const all = left;
	const discard = (): void => {
		const undo = all.map(dropDraft);
		say(m.draft_discarded(), () => {
			for (const restore of undo) restore();
		});
	};
	say(m.draft_kept(), discard, m.draft_discard());
}

function useKept<Words>(id: string, saved: () => Words): Form<Words> {
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
