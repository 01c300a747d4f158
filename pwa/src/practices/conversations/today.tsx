/** Conversations on Today: the partner's invitation, and the one that is open. */

import { computed } from "@preact/signals";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { usePartner } from "../../ui/names";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { invitesMe, running } from "./conversation";
import "./forms";

const card: Waiting = { key: "conversation", soon: true, Card };
const waiting = computed(() => {
	const { value } = running;
	return value && (value.state === "open" || invitesMe(value)) ? [card] : [];
});
const today: TodayParts = { waiting };

export default today;

function Card() {
	const { start: name } = usePartner();
	const { value } = running;
	if (!value) return null;
	return (
		<section class="card" aria-labelledby="conversation">
			<h2 id="conversation">
				{value.state === "open" ? m.conversation_there_is_one() : m.conversation_theirs({ name })}
			</h2>
			{value.line && <p class="lead">{isolated(value.line)}</p>}
			<div class="btns">
				<ButtonLink href={`/conversations/${value.id}`}>{m.conversation_go_on()}</ButtonLink>
			</div>
		</section>
	);
}
