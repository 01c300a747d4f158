/** Conversations in Talk: the one that is open, those on this phone that nobody has ended, and the way to all. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { WayRow } from "../../ui/row-link";
import { TurnsIcon } from "../../ui/way-icons";
import { running } from "./conversation";
import { drafts } from "./drafts";
import { AllNotSent } from "./not-sent";
import { Rows, unfinishedHere } from "./rows";
import { RunningRow } from "./running-row";

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => running.value !== null || unfinishedHere.value.length > 0) },
	ways: { Part: Way },
	drafts: { Part: AllNotSent, shows: computed(() => drafts.value.length > 0) },
};

export default talk;

function Open() {
	return (
		<section class="section" aria-labelledby="conversation-open">
			<h2 id="conversation-open">{m.conversation_under_way()}</h2>
			<div class="stack-tight">
				<RunningRow />
				{unfinishedHere.value.length > 0 && <Rows all={unfinishedHere.value} />}
			</div>
		</section>
	);
}

function Way() {
	return <WayRow href="/conversations" Icon={TurnsIcon} title={m.conversations()} hint={m.conversations_hint()} />;
}
