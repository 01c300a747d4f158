/** Reflections in Talk: a moment for oneself, before one says something. */

import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import type { PlaceParts } from "../../ui/practice-face";
import { NEW } from "./drafts";

const talk: PlaceParts<"talk"> = { ways: { Part: Way } };

export default talk;

function Way() {
	return (
		<section class="section" aria-labelledby="reflections">
			<h2 id="reflections">{m.reflections_for_you()}</h2>
			<div class="rows">
				<a class="row-link" href="/reflections/new">
					<span class="grow">
						<b>{m.reflections_way()}</b>
						<span class="hint">{draftAt(NEW) === undefined ? m.reflections_hint() : m.reflection_go_on()}</span>
					</span>
					<OnIcon size={1.25} />
				</a>
			</div>
		</section>
	);
}
