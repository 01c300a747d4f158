/** On Today: the newest that the partner has shared of what they keep for themselves. Nothing counts what was not read. */

import { m } from "../paraglide/messages.js";
import { OnIcon } from "./icons";

interface SharedLatelyProps {
	/** Who shared what: "Ana shared a reflection". */
	readonly title: string;
	readonly href: string;
}

export function SharedLately({ title, href }: SharedLatelyProps) {
	return (
		<div class="rows">
			<a class="row-link" href={href}>
				<span class="grow">
					<b>{title}</b>
					<span class="hint">{m.shared_read_hint()}</span>
				</span>
				<OnIcon size={1.25} />
			</a>
		</div>
	);
}
