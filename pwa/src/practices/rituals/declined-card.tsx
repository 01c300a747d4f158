/** On Today, once, for two weeks at most: the partner would rather not accept my proposal. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { isPutAway, putAway, TWO_WEEKS } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { Waiting } from "../../ui/practice-face";
import { isOver, type Ritual } from "./store";

/** Whether the partner declined it in the last two weeks and I have not read that yet. */
export function isNews(ritual: Ritual): boolean {
	const { state, accepted_by_me, declined_by_me } = ritual;
	const mine = state === "declined" && accepted_by_me && !declined_by_me;
	return mine && isRecent(ritual) && !isOver(ritual) && !isPutAway(keyOf(ritual));
}

/** No mark that it was read is needed for longer, so nobody can count refusals by the marks. */
function isRecent({ declined_at }: Ritual): boolean {
	return declined_at !== null && minute.value - declined_at < TWO_WEEKS;
}

export function declinedCard(ritual: Ritual): Waiting {
	return { key: keyOf(ritual), news: true, Card: () => <Declined ritual={ritual} /> };
}

function Declined({ ritual }: { readonly ritual: Ritual }) {
	const { start } = usePartner();
	return (
		<article class="card">
			<h2>{isolated(ritual.title)}</h2>
			<p>{m.ritual_declined_by_them({ name: start })}</p>
			<div class="btns">
				<Button onClick={() => putAway(keyOf(ritual))}>{m.understood()}</Button>
				<ButtonLink href={`/rituals/${ritual.id}`}>{m.look_closer()}</ButtonLink>
			</div>
		</article>
	);
}

/** A new schedule is news again. */
function keyOf({ id, schedule_edit }: Ritual): string {
	return `ritual-declined:${id}:${schedule_edit}`;
}
