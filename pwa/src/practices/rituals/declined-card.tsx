/** On Today, once: the partner would rather not accept my proposal. */

import { isolated } from "../../kernel/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { isPutAway, putAwayForGood } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { Waiting } from "../../ui/practice-face";
import { isOver, type Ritual } from "./store";

/** Whether the partner declined it and I have not read that yet. */
export function isNews(ritual: Ritual): boolean {
	const { state, accepted_by_me, declined_by_me } = ritual;
	return state === "declined" && accepted_by_me && !declined_by_me && !isOver(ritual) && !isPutAway(keyOf(ritual));
}

export function declinedCard(ritual: Ritual): Waiting {
	return { key: keyOf(ritual), Card: () => <Declined ritual={ritual} /> };
}

function Declined({ ritual }: { readonly ritual: Ritual }) {
	const { start } = usePartner();
	return (
		<article class="card">
			<h2>{isolated(ritual.title)}</h2>
			<p>{m.ritual_declined_by_them({ name: start })}</p>
			<div class="btns">
				<Button onClick={() => putAwayForGood(keyOf(ritual))}>{m.understood()}</Button>
				<ButtonLink href={`/rituals/${ritual.id}`}>{m.look_closer()}</ButtonLink>
			</div>
		</article>
	);
}

/** A new schedule is news again. */
function keyOf({ id, schedule_edit }: Ritual): string {
	return `ritual-declined:${id}:${schedule_edit}`;
}
