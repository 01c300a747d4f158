/** An answer to what the partner may still change: whoever has opened it looks at a change before they answer. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { usePartner } from "./names";
import { Note } from "./note";

interface AsOpenedProps {
	/** Another number for each change. */
	readonly edit: number;
	readonly children: ComponentChildren;
}

export function AsOpened({ edit, children }: AsOpenedProps) {
	const { start } = usePartner();
	const [read, setRead] = useState(edit);
	if (edit === read) return <>{children}</>;
	return (
		<>
			<Note>{m.changed_meanwhile({ name: start })}</Note>
			<div class="btns">
				<Button onClick={() => setRead(edit)}>{m.changed_read()}</Button>
			</div>
		</>
	);
}
