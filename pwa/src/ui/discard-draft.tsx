/** Beside a field or in a form with a draft: says that it is kept, and discards it with a tap. */

import { useEffect, useRef, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { say } from "./snackbar";
import type { TypedDraft } from "./typed";

/** How long a discarded draft can be brought back, in milliseconds. */
const UNDO = 5000;

/** For a form with one draft for several fields and choices, whichever of them was changed. */
export function DraftKept({ draft }: { readonly draft: TypedDraft }) {
	return (
		<p class="form-draft">
			<DiscardDraft draft={draft} />
		</p>
	);
}

export function DiscardDraft({ draft }: { readonly draft: TypedDraft }) {
	const [undo, setUndo] = useState<(() => void) | null>(null);
	const last = useRef(undo);
	last.current = undo;
	useEffect(() => {
		if (!undo) return;
		const timer = setTimeout(() => setUndo(null), UNDO);
		return () => clearTimeout(timer);
	}, [undo]);
	useEffect(() => () => elsewhere(last.current), []);
	const gone = !draft.kept && undo !== null;
	const discard = (): void => {
		const restore = draft.discard();
		// if the form hides the field now, this component does not render again
		last.current = restore;
		setUndo(() => restore);
	};
	const undoDiscard = (): void => {
		undo?.();
		setUndo(null);
	};
	return (
		<span class="discard">
			{draft.kept && m.draft_stays()}
			<span role="status">{gone && m.draft_discarded()}</span>
			{(draft.kept || gone) && (
				<button type="button" onClick={draft.kept ? discard : undoDiscard}>
					{draft.kept ? m.draft_discard() : m.undo()}
				</button>
			)}
		</span>
	);
}

/** When the field is unmounted, perhaps by the discard itself, offer Undo in the snackbar. */
function elsewhere(undo: (() => void) | null): void {
	if (undo) say(m.draft_discarded(), undo);
}
