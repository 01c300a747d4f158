/** Topics on Today, for both alike: those that have opened, and those that come back on this day. */

import { computed } from "@preact/signals";
import { dayOf, minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { isPutAway, putAway } from "../../ui/later";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { longDate } from "../../ui/when";
import { type Topic, topicOf, topics } from "./store";

const waiting = computed(() => [
	...topics.value.filter(isOpened).map((topic) => ({ ...cardOf(topic), news: true as const })),
	...topics.value.filter(isBack).map(cardOf),
]);
const today: TodayParts = { waiting };

export default today;

function isOpened(topic: Topic): boolean {
	return topic.open_until !== null && !isPutAway(openedKey(topic));
}

/** A topic that opens again is shown again. */
function openedKey({ id, open_until }: Topic): string {
	return `topic:${id}:open:${open_until}`;
}

function isBack({ revisit_on, open_until }: Topic): boolean {
	return revisit_on !== null && open_until === null && Date.parse(revisit_on) / 86_400_000 === dayOf(minute.value);
}

/** Keeps one card for one topic. */
const cards = new Map<string, Waiting>();

function cardOf({ id }: Topic): Waiting {
	const made = cards.get(id) ?? { key: `topic:${id}`, Card: () => <Card id={id} /> };
	cards.set(id, made);
	return made;
}

function Card({ id }: { readonly id: string }) {
	const topic = topicOf(id);
	if (!topic) return null;
	const { title, open_until } = topic;
	return (
		<section class="card" aria-labelledby={id}>
			<h2 id={id}>{isolated(title)}</h2>
			<p>{open_until === null ? m.topic_is_back() : m.topic_opened({ day: longDate(open_until, minute.value) })}</p>
			<div class="btns">
				{open_until !== null && <Button onClick={() => putAway(openedKey(topic))}>{m.understood()}</Button>}
				<ButtonLink href={`/topics/${id}`}>{m.topic_look()}</ButtonLink>
			</div>
		</section>
	);
}
