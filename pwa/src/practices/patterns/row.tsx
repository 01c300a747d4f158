/** A pattern in a list: its name, and how it stands. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import type { Pattern } from "./store";
import "./patterns.css";

export function PatternRow({ pattern }: { readonly pattern: Pattern }) {
	const { id, title, pending, stuck } = pattern;
	return (
		<a class="row-link" href={`/patterns/${id}`}>
			<span class="grow">
				<b class="pattern-start">{isolated(title)}</b>
				<span class="hint">{useHint(pattern)}</span>
				<Unsent pending={pending} stuck={stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}

function useHint({ state, accepted_by_me, declined_by_me, instead }: Pattern): string {
	const { inside, start } = usePartner();
	if (state === "declined")
		return declined_by_me ? m.ritual_declined_short_mine() : m.ritual_declined_short({ name: start });
	if (state === "proposed") return accepted_by_me ? m.ritual_waits_for_them({ name: inside }) : m.ritual_waits_for_me();
	return isolated(instead);
}
