/** Asks on Today: a yes in force, and what waits for an answer. No counts, no reminders. */

import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { tidyUp } from "./at-hand";
import { AskCard, DraftCard, isShown, Yes } from "./cards";
import { type Ask, asks, type Draft, drafts, isFree, isUntouched } from "./store";

const waiting = computed(() => [
	...inOrder(asks.value.filter((ask) => ask.state === "asked" || (isNews(ask.state) && ask.by_me && isShown(ask)))),
	...drafts.value.filter(({ area }) => isFree(area) && !silent.value).map(asDraft),
]);
const askIn = (area: string) => (isUntouched(area) ? `/talk/ask/${area}` : null);
const today: TodayParts = { blocks: { yes: Now }, waiting, askIn };

export default today;

/** A yes in force, and the news that one was withdrawn. */
function Now() {
	const mine = asks.value.flatMap(({ state, answer }) => (state === "yes" && answer?.by_me ? answer.id : []));
	useEffect(() => void tidyUp(mine), [mine.join()]);
	const now = asks.value.filter((ask) => ask.state === "yes" || (ask.state === "withdrawn" && isShown(ask)));
	return (
		<>{now.map((ask) => (ask.state === "yes" ? <Yes key={ask.id} ask={ask} /> : <AskCard key={ask.id} ask={ask} />))}</>
	);
}

/** First what waits for me, the oldest on top: a newer one does not take the place of the one that is being answered. */
function inOrder(all: readonly Ask[]): readonly Waiting[] {
	const waits = all.filter(({ state, by_me }) => state === "asked" && !by_me);
	return [...waits.reverse(), ...all.filter((ask) => !waits.includes(ask))].map(asCard);
}

function isNews(state: Ask["state"]): boolean {
	return state === "later" || state === "not_now";
}

/** Keeps one card for one ask, so that a sheet opened in it stays open. */
const cards = new Map<string, Waiting>();

function cardOf(key: string, Card: Waiting["Card"]): Waiting {
	const made = cards.get(key) ?? { key, Card };
	cards.set(key, made);
	return made;
}

function asCard({ id, state }: Ask): Waiting {
	const card = cardOf(`ask:${id}`, () => {
		const ask = asks.value.find((one) => one.id === id);
		return ask ? <AskCard ask={ask} /> : null;
	});
	return isNews(state) ? { ...card, news: true } : card;
}

function asDraft({ id }: Draft): Waiting {
	const card = cardOf(`draft:${id}`, () => {
		const draft = drafts.value.find((one) => one.id === id);
		return draft ? <DraftCard draft={draft} lead={m.ask_draft_today()} /> : null;
	});
	return { ...card, news: true };
}
