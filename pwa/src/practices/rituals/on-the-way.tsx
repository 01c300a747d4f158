import { m } from "../../paraglide/messages.js";
import { usePartner } from "../../ui/names";

/** Says that the partner is on the way to this time. */
export function OnTheWay() {
	const { start } = usePartner();
	return <span class="lead on-the-way">{m.their_on_my_way({ name: start })}</span>;
}
