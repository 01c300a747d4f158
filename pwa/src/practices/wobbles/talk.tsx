/** Wobbles in Talk: what is open now, and the way to tell of one. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import type { PlaceParts } from "../../ui/practice-face";
import { MyWobble, TheirWobble } from "./cards";
import { mine, theirs } from "./store";

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => mine.value !== null || theirs.value !== null) },
	ways: { Part: Way },
};

export default talk;

function Open() {
	return (
		<section class="section" aria-label={m.wobble()}>
			<div class="stack">
				{theirs.value && <TheirWobble wobble={theirs.value} />}
				{mine.value && <MyWobble wobble={mine.value} />}
			</div>
		</section>
	);
}

function Way() {
	return (
		<section class="section" aria-labelledby="wobble">
			<h2 id="wobble">{m.wobble_moment()}</h2>
			<div class="rows">
				<a class="row-link" href="/wobbles">
					<span class="grow">
						<b>{m.wobble()}</b>
						<span class="hint">{m.wobble_hint()}</span>
					</span>
					<OnIcon size={1.25} />
				</a>
			</div>
		</section>
	);
}
