/** On Today, once, for two weeks at most: the partner would rather not accept my proposal. */

import type { Said } from "../kernel/accords/agreed";
import { minute } from "../kernel/store/clock";
import { isolated } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "./button";
import { isPutAway, putAway, TWO_WEEKS } from "./later";
import { usePartner } from "./names";
import type { Waiting } from "./practice-face";

type Declinable = Pick<Said, "accepted_by_me" | "declined_by_me" | "declined_at"> & { readonly state: string };

/**
 * Whether the partner declined it in the last two weeks and I have not put its card away yet. No mark of that is needed
 * for longer, so nobody can count refusals by the marks.
 */
export function isDeclinedLately(
	{ state, accepted_by_me, declined_by_me, declined_at }: Declinable,
	mark: string,
): boolean {
	const mine = state === "declined" && accepted_by_me && !declined_by_me;
	return mine && declined_at !== null && minute.value - declined_at < TWO_WEEKS && !isPutAway(mark);
}

interface Declined {
	/** Under which it is put away. */
	readonly mark: string;
	readonly title: string;
	/** That the partner would rather not, and what I can do. */
	readonly said: (inputs: { readonly name: string }) => string;
	readonly href: string;
}

export function declinedCard(declined: Declined): Waiting {
	return { key: declined.mark, news: true, Card: () => <DeclinedCard {...declined} /> };
}

function DeclinedCard({ mark, title, said, href }: Declined) {
	const { start } = usePartner();
	return (
		<article class="card">
			<h2>{isolated(title)}</h2>
			<p>{said({ name: start })}</p>
			<div class="btns">
				<Button onClick={() => putAway(mark)}>{m.understood()}</Button>
				<ButtonLink href={href}>{m.look_closer()}</ButtonLink>
			</div>
		</article>
	);
}
