/** Conversations in Talk: the one that is open, and the way to all of them. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { TurnsIcon } from "../../ui/way-icons";
import { WayRow } from "../../ui/way-row";
import { running } from "./conversation";
import { drafts } from "./drafts";
import { AllNotSent } from "./not-sent";
import { RunningRow } from "./running-row";

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => running.value !== null) },
	ways: { Part: Way },
	drafts: { Part: AllNotSent, shows: computed(() => drafts.value.length > 0) },
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
	return <WayRow href="/conversations" Icon={TurnsIcon} title={m.conversations()} hint={m.conversations_hint()} />;
}
