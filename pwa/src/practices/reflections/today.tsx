/** Reflections on Today: the newest that the partner shared in the last days. */

import { m } from "../../paraglide/messages.js";
import type { TodayParts } from "../../ui/practice-face";
import { SharedLately } from "../../ui/shared-lately";
import { lately } from "./store";

const today: TodayParts = {
	blocks: { shared: () => <SharedLately lately={lately} title={m.reflection_shared} place="/reflections" /> },
};

export default today;
