/** Conversations in Talk: the one that is open, and the way to all of them. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import type { PlaceParts } from "../../ui/practice-face";
import { RunningRow } from "./screen";
import { running } from "./store";

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => running.value !== null) },
	ways: { Part: Way },
};

export default talk;

function Open() {
	return (
		<section class="section" aria-labelledby="conversation-open">
			<h2 id="conversation-open">{m.conversations()}</h2>
			<RunningRow />
		</section>
	);
}

function Way() {
	return (
		<section class="section" aria-labelledby="conversations">
			<h2 id="conversations">{m.conversations()}</h2>
			<div class="rows">
				<a class="row-link" href="/conversations">
					<span class="grow">
						<b>{m.conversations_way()}</b>
						<span class="hint">{m.conversations_hint()}</span>
					</span>
					<OnIcon size={1.25} />
				</a>
			</div>
		</section>
	);
}
