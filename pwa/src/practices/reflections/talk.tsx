/** Reflections in Talk: those that the partner shared in the last days, and a moment for oneself before one speaks. */

import { computed } from "@preact/signals";
import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { linkFrom } from "../../ui/came-from";
import { Earlier } from "../../ui/earlier";
import { usePartner } from "../../ui/names";
import type { PlaceParts } from "../../ui/practice-face";
import { WayRow } from "../../ui/row-link";
import { ReflectIcon } from "../../ui/way-icons";
import { NEW } from "./drafts";
import { ReflectionRow } from "./row";
import { lately } from "./store";

/** However many the partner shares, what one may do oneself stays in sight. */
const MOST = 3;

const talk: PlaceParts<"talk"> = {
	open: { Part: Shared, shows: computed(() => lately.value.length > 0) },
	ways: { Part: Way },
};

export default talk;

function Shared() {
	const { inside: name } = usePartner();
	return (
		<section class="section" aria-labelledby="reflections-shared">
			<h2 id="reflections-shared">{m.shared_by({ name })}</h2>
			<Earlier
				items={lately.value}
				first={MOST}
				row={(reflection) => <ReflectionRow reflection={reflection} from="talk" />}
			/>
		</section>
	);
}

function Way() {
	return (
		<WayRow
			href={linkFrom("talk", "/reflections/new")}
			Icon={ReflectIcon}
			title={m.reflections_way()}
			hint={draftAt(NEW) === undefined ? m.reflections_hint() : m.reflection_go_on()}
		/>
	);
}
