/** A yes to what the partner may still change: whoever has opened it looks at a change before they say it. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { usePartner } from "./names";
import { Note } from "./note";

/**
 * Null while it is as it was opened; else what to call once the person has read the change. `edit` is another number for
 * each change.
 */
export function useChanged(edit: number): (() => void) | null {
	const [read, setRead] = useState(edit);
	return edit === read ? null : () => setRead(edit);
}

/** Above `ReadIt`. */
export function ChangedMeanwhile() {
	const { start } = usePartner();
	return <Note>{m.changed_meanwhile({ name: start })}</Note>;
}

/** In place of the yes. */
export function ReadIt({ onRead }: { readonly onRead: () => void }) {
	return <Button onClick={onRead}>{m.changed_read()}</Button>;
}
