/** Patterns in Talk: those that wait for my yes, and the way to all of them. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { WayRow } from "../../ui/row-link";
import { LoopIcon } from "../../ui/way-icons";
import { PatternRow } from "./row";
import { mayAccept, patterns } from "./store";

const waiting = computed(() => patterns.value.filter(mayAccept));

const talk: PlaceParts<"talk"> = {
	open: { Part: Waiting, shows: computed(() => waiting.value.length > 0) },
	ways: { Part: Way },
};

export default talk;

function Waiting() {
	return (
		<section class="section" aria-labelledby="patterns-waiting">
			<h2 id="patterns-waiting">{m.proposed()}</h2>
			<ul class="rows">
				{waiting.value.map((pattern) => (
					<li key={pattern.id}>
						<PatternRow pattern={pattern} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Way() {
	return <WayRow href="/patterns" Icon={LoopIcon} title={m.patterns()} hint={m.patterns_hint()} />;
}
