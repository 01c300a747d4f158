/** Patterns on Today: what both do instead while both are in one, and a proposal that waits. */

import { computed } from "@preact/signals";
import { silent } from "../../kernel/store/silence";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { declinedCard, isDeclinedLately } from "../../ui/declined-accord";
import { isPutAway, putAway } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { Interrupt } from "./interrupt";
import { inLoop, inNow, mayAccept, type Pattern, patterns } from "./store";

const waiting = computed(() => [
	...patterns.value.filter(waitsForMe).map(proposalCard),
	...patterns.value.filter(isNews).map(asDeclined),
]);
const today: TodayParts = { blocks: { interrupt: Now }, inLoop, waiting };

export default today;

/** Nothing at all while both are in none: Today is laid out by what is there. The card of a pause leads to breathing too. */
function Now() {
	if (!inLoop.value) return null;
	return (
		<div class="in-it-now">
			{inNow.value.map((pattern, index) => (
				<Interrupt key={pattern.id} pattern={pattern} elsewhere breathes={index === 0 && !silent.value} />
			))}
		</div>
	);
}

function waitsForMe(pattern: Pattern): boolean {
	return mayAccept(pattern) && !isPutAway(laterKey(pattern));
}

function isNews(pattern: Pattern): boolean {
	return isDeclinedLately(pattern, laterKey(pattern));
}

/** New words wait again, and are news again. */
function laterKey({ id, edit, state }: Pattern): string {
	return `pattern:${id}:${edit}:${state}`;
}

function proposalCard(pattern: Pattern): Waiting {
	return { key: laterKey(pattern), Card: () => <Proposal pattern={pattern} /> };
}

function asDeclined(pattern: Pattern): Waiting {
	return declinedCard({
		mark: laterKey(pattern),
		title: pattern.title,
		said: m.pattern_declined_by_them,
		href: `/patterns/${pattern.id}`,
	});
}

/** Yes and no stand side by side on the pattern's page, so neither of them is here. */
function Proposal({ pattern }: { readonly pattern: Pattern }) {
	const { start } = usePartner();
	const title = isolated(pattern.title);
	const { from_before } = pattern;
	return (
		<article class="card">
			<h2>{from_before ? m.ritual_before({ title }) : m.pattern_proposal({ name: start, title })}</h2>
			<p>{from_before ? m.pattern_before_lead() : m.pattern_proposal_lead()}</p>
			<div class="btns">
				<Button onClick={() => putAway(laterKey(pattern))}>{m.ritual_decide_later()}</Button>
				<ButtonLink href={`/patterns/${pattern.id}`}>{m.look_closer()}</ButtonLink>
			</div>
		</article>
	);
}
