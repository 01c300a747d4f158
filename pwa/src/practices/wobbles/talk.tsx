/** Wobbles in Talk: what is open now, and the way to tell of one. */

import { computed } from "@preact/signals";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { WayRow } from "../../ui/row-link";
import { WobbleIcon } from "../../ui/way-icons";
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
	return <WayRow href="/wobbles" Icon={WobbleIcon} title={m.wobble()} hint={m.wobble_hint()} />;
}
