/** The conversation that is open or proposed, as a row that leads to it. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { usePartner } from "../../ui/names";
import { RowLink } from "../../ui/row-link";
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
			<RowLink href={`/conversations/${id}`} title={title} hint={line && isolated(line)} />
		</div>
	);
}
