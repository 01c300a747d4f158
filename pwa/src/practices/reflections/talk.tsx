/** Reflections in Talk: a moment for oneself, before one says something. */

import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { ReflectIcon } from "../../ui/way-icons";
import { WayRow } from "../../ui/way-row";
import { NEW } from "./drafts";

const talk: PlaceParts<"talk"> = { ways: { Part: Way } };

export default talk;

function Way() {
	return (
		<WayRow
			href="/reflections/new"
			Icon={ReflectIcon}
			title={m.reflections_way()}
			hint={draftAt(NEW) === undefined ? m.reflections_hint() : m.reflection_go_on()}
		/>
	);
}
