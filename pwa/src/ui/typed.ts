/** Typed text is a draft: it survives a closed sheet, a reload, a quick exit and a lock of the app. */

import { useEffect, useState } from "preact/hooks";
import { dropDraft, keepDraft } from "../kernel/drafts/draft-writing";
import { draftAt } from "../kernel/drafts/drafts";
import { locked } from "../kernel/store/locked";
import { m } from "../paraglide/messages.js";
import { say } from "./snackbar";

/** A draft as its field sees it. */
export interface TypedDraft {
	/** Whether something was typed that is not saved. */
	readonly kept: boolean;
	/** Deletes the draft; the form shows what is saved. Returns a function that restores it. */
	readonly discard: () => () => void;
}

/** A draft as its form sees it. */
export interface FormDraft extends TypedDraft {
	/**
	 * Deletes the draft after it was saved or sent; the form shows it until it is closed. Returns a function that
	 * restores it.
	 */
	readonly done: () => () => void;
	/** Runs what saves or sends it, which may close the form, and then deletes the draft. */
	readonly sent: (act: () => Promise<unknown>) => Promise<void>;
}

export type Form<Words> = readonly [words: Words, type: (to: Words) => void, draft: FormDraft];

/**
 * As `useState`, for plain data with typed text. `id` identifies the form and what it is about, by something that no
 * change replaces while somebody types; `saved` is what the form shows without a draft.
 */
export function useDraft<Words>(id: string, saved: () => Words): Form<Words> {
	useEffect(() => () => sayKept(id), [id]);
	return useKept(id, saved);
}

/** For what is chosen, such as an open sheet: survives a reload and a lock, and is deleted when its screen closes. */
export function useTyped<Choice>(id: string, initial: () => Choice): readonly [Choice, (to: Choice) => void] {
	useEffect(() => () => void dropDraft(id), [id]);
	const [choice, choose] = useKept(id, initial);
	return [choice, choose];
}

/** The drafts of the forms that were closed in this task. */
let left: readonly string[] = [];

/** The drafts that are being saved or sent. */
const going = new Set<string>();

/** Says that the draft is kept, since a person who closes a form may think that their words are lost. */
function sayKept(id: string): void {
	if (draftAt(id) === undefined || locked.value || going.has(id)) return;
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
	// only this form writes under this id
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
	const sent = async (act: () => Promise<unknown>): Promise<void> => {
		going.add(id);
		try {
			await act();
			done();
		} finally {
			going.delete(id);
		}
	};
	return [words, type, { kept: held !== undefined, discard, done, sent }];
}
