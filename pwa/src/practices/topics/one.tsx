/** One topic: its words, whether it is open, and one's own readiness. */

import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { ChangedMeanwhile, ReadIt, useChanged } from "../../ui/as-opened";
import { Button, ButtonLink } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { Mark } from "../../ui/mark";
import { Offers } from "../../ui/moments";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { longDate } from "../../ui/when";
import { dayWords } from "./day-words";
import { Gone } from "./gone";
import { lookForOpenings, removeTopic, sayReady, type Topic, topicOf } from "./store";
import "./topics.css";

export default function OneTopic() {
	useEffect(lookForOpenings, []);
	const { start, inside } = usePartner();
	const topic = topicOf(useRoute().params.id);
	if (!topic) return <Gone />;
	const { title, need, by_me, revisit_on, open_until, pending, stuck } = topic;
	const when = m.who_when({ who: by_me ? m.you() : start, when: longDate(topic.at, minute.value) });
	return (
		<Page title={title} back="/talk/later" lead={when}>
			{need && (
				<section aria-label={m.topic_need()}>
					<p class="soft small">{by_me ? m.topic_need() : m.topic_their_need({ name: inside })}</p>
					<p class="topic-words" dir="auto">
						{need}
					</p>
				</section>
			)}
			{open_until === null ? <Parked topic={topic} /> : <Open topic={topic} until={open_until} />}
			{revisit_on && open_until === null && (
				<p class="soft small">{m.topic_back_for_both({ day: dayWords(revisit_on) })}</p>
			)}
			<Unsent pending={by_me && pending} stuck={stuck} />
			{topic.read_only && <Note>{m.newer_words()}</Note>}
			{by_me && <Own topic={topic} />}
		</Page>
	);
}

function Open({ topic, until }: { readonly topic: Topic; readonly until: number }) {
	return (
		<section class="card topic-open" aria-labelledby="stands">
			<Mark size={3} />
			<h2 id="stands">{m.topic_is_open()}</h2>
			<p class="lead">{m.topic_open_lead({ day: longDate(until, minute.value) })}</p>
			<div class="btns">
				<Button onClick={() => sayReady(topic, false)}>{m.topic_park_again()}</Button>
			</div>
			<Offers />
		</section>
	);
}

function Parked({ topic }: { readonly topic: Topic }) {
	const { inside } = usePartner();
	const { ready_until, ready_pending, opened_on } = topic;
	return (
		<section class="card" aria-labelledby="stands">
			<h2 id="stands">{ready_until === null ? m.topic_is_parked() : m.topic_ready()}</h2>
			<p class="lead">
				{ready_until === null
					? m.topic_parked_lead({ name: inside })
					: m.topic_ready_lead({ name: inside, day: longDate(ready_until, minute.value) })}
			</p>
			<Unsent pending={ready_pending} />
			<div class="btns">
				{ready_until === null ? (
					<SayReady topic={topic} />
				) : (
					<Button onClick={() => sayReady(topic, false)}>{m.topic_withdraw()}</Button>
				)}
			</div>
			<p class="topic-inferred soft small">{m.topic_inferred({ name: inside })}</p>
			{opened_on && <p class="soft small">{m.topic_was_open({ day: dayWords(opened_on) })}</p>}
		</section>
	);
}

function SayReady({ topic }: { readonly topic: Topic }) {
	const changed = useChanged(topic.by_me ? 0 : topic.edit);
	if (!changed)
		return (
			<Button look="main" onClick={() => sayReady(topic, true)}>
				{m.topic_say_ready()}
			</Button>
		);
	return (
		<div class="stack-tight grow">
			<ChangedMeanwhile />
			<ReadIt onRead={changed} />
		</div>
	);
}

function Own({ topic }: { readonly topic: Topic }) {
	const goOn = useGoOn();
	const remove = async (): Promise<void> => {
		say(m.topic_deleted(), await removeTopic(topic));
		goOn("/talk/later");
	};
	return (
		<div class="stack-tight">
			{!topic.read_only && (
				<ButtonLink wide href={`/topics/${topic.id}/edit`}>
					{m.change()}
				</ButtonLink>
			)}
			<Button look="plain" wide onClick={remove}>
				{m.topic_delete()}
			</Button>
		</div>
	);
}
