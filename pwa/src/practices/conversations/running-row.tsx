/** The conversation that is open or proposed, as a row that leads to it. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { running } from "./conversation";

export function RunningRow() {
	const { start, inside } = usePartner();
	const { value } = running;
	if (!value) return null;
	const { id, state, by_me, line } = value;
	const title =
		state === "open"
			? m.conversation_there_is_one()
			: by_me
				? m.conversation_proposed({ name: inside })
				: m.conversation_theirs({ name: start });
	return (
		<div class="rows">
			<a class="row-link" href={`/conversations/${id}`}>
				<span class="grow">
					<b>{title}</b>
					{line && <span class="hint">{isolated(line)}</span>}
				</span>
				<OnIcon size={1.25} />
			</a>
		</div>
	);
}
