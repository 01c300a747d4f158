/** Topics in Talk: those that are open now, and the way to all of them. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import type { PlaceParts } from "../../ui/practice-face";
import { TopicRow } from "./row";
import { topics } from "./store";

const open = computed(() => topics.value.filter(({ open_until }) => open_until !== null));

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => open.value.length > 0) },
	ways: { Part: Way },
};

export default talk;

function Open() {
	return (
		<section class="section" aria-labelledby="topics-open">
			<h2 id="topics-open">{m.topics_open()}</h2>
			<ul class="rows">
				{open.value.map((topic) => (
					<li key={topic.id}>
						<TopicRow topic={topic} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Way() {
	return (
		<section class="section" aria-labelledby="topics">
			<h2 id="topics">{m.topics()}</h2>
			<div class="rows">
				<a class="row-link" href="/talk/later">
					<span class="grow">
						<b>{m.topics_way()}</b>
						<span class="hint">{m.topics_hint()}</span>
					</span>
					<OnIcon size={1.25} />
				</a>
			</div>
		</section>
	);
}
