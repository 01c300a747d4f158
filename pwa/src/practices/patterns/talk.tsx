/** Patterns in Talk: the way to all of them. */

import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import type { PlaceParts } from "../../ui/practice-face";

const talk: PlaceParts<"talk"> = { ways: { Part: Way } };

export default talk;

function Way() {
	return (
		<section class="section" aria-labelledby="patterns">
			<h2 id="patterns">{m.patterns()}</h2>
			<div class="rows">
				<a class="row-link" href="/patterns">
					<span class="grow">
						<b>{m.patterns_way()}</b>
						<span class="hint">{m.patterns_hint()}</span>
					</span>
					<OnIcon size={1.25} />
				</a>
			</div>
		</section>
	);
}
