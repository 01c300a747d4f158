/** Topics on Today: those that come back on this day, for both alike. */

import { computed } from "@preact/signals";
import { dayOf, minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { type Topic, topicOf, topics } from "./store";

const waiting = computed(() => topics.value.filter(isBack).map(asCard));
const today: TodayParts = { waiting };

export default today;

function isBack({ revisit_on, open_until }: Topic): boolean {
	return revisit_on !== null && open_until === null && Date.parse(revisit_on) / 86_400_000 === dayOf(minute.value);
}

/** Keeps one card for one topic. */
const cards = new Map<string, Waiting>();

function asCard({ id }: Topic): Waiting {
	const made = cards.get(id) ?? { key: `topic:${id}`, Card: () => <Back id={id} /> };
	cards.set(id, made);
	return made;
}

function Back({ id }: { readonly id: string }) {
	const topic = topicOf(id);
	if (!topic) return null;
	return (
		<section class="card" aria-labelledby={id}>
			<h2 id={id}>{isolated(topic.title)}</h2>
			<p>{m.topic_is_back()}</p>
			<div class="btns">
				<ButtonLink href={`/topics/${id}`}>{m.topic_look()}</ButtonLink>
			</div>
		</section>
	);
}
