/** Beside a field with a draft: that it is not saved, and how to be rid of it at once. */

import { useEffect, useRef, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { say } from "./snackbar";
import type { TypedDraft } from "./typed";

/** How long a discarded draft can be brought back, in milliseconds. */
const UNDO = 5000;

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
		// where the form shows no field now, nothing is drawn again
		last.current = restore;
		setUndo(() => restore);
	};
	const takeBack = (): void => {
		undo?.();
		setUndo(null);
	};
	return (
		<span class="discard">
			{draft.kept && m.draft_not_saved()}
			<span role="status">{gone && m.draft_discarded()}</span>
			{(draft.kept || gone) && (
				<button type="button" onClick={draft.kept ? discard : takeBack}>
					{draft.kept ? m.draft_discard() : m.undo()}
				</button>
			)}
		</span>
	);
}

/** Its field is gone from the screen, or it was that which took it away. */
function elsewhere(undo: (() => void) | null): void {
	if (undo) say(m.draft_discarded(), undo);
}
