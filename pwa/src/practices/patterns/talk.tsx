/** Patterns in Talk: the way to all of them. */

import { m } from "../../paraglide/messages.js";
import type { PlaceParts } from "../../ui/practice-face";
import { LoopIcon } from "../../ui/way-icons";
import { WayRow } from "../../ui/way-row";

const talk: PlaceParts<"talk"> = { ways: { Part: Way } };

export default talk;

function Way() {
	return <WayRow href="/patterns" Icon={LoopIcon} title={m.patterns_way()} hint={m.patterns_hint()} />;
}
