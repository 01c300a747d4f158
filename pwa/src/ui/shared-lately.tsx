/** On Today: the newest that the partner has shared of what they keep for themselves. Nothing counts what was not read. */

import type { ReadonlySignal } from "@preact/signals";
import { m } from "../paraglide/messages.js";
import { linkFrom } from "./came-from";
import { usePartner } from "./names";
import { RowLink } from "./row-link";

interface SharedLatelyProps {
	/** The newest first. */
	readonly lately: ReadonlySignal<readonly { readonly id: string }[]>;
	/** Who shared what: "Ana shared a reflection". */
	readonly title: (inputs: { readonly name: string }) => string;
	/** The address that an id goes on. */
	readonly place: string;
}

export function SharedLately({ lately, title, place }: SharedLatelyProps) {
	const { start: name } = usePartner();
	const [newest] = lately.value;
	if (!newest) return null;
	return (
		<div class="rows">
			<RowLink href={linkFrom("today", `${place}/${newest.id}`)} title={title({ name })} hint={m.shared_read_hint()} />
		</div>
	);
}
