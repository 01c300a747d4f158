/** Topics in Talk: those that are open now, and the way to all of them. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { WayRow } from "../../ui/row-link";
import { LaterIcon } from "../../ui/way-icons";
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
	return <WayRow href="/talk/later" Icon={LaterIcon} title={m.topics()} hint={m.topics_hint()} />;
}
