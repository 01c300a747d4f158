/** The journal on Today: the newest page that the partner shared in the last days. */

import { m } from "../../paraglide/messages.js";
import type { TodayParts } from "../../ui/practice-face";
import { SharedLately } from "../../ui/shared-lately";
import { lately } from "./store";

const today: TodayParts = {
	blocks: { shared: () => <SharedLately lately={lately} title={m.journal_shared} place="/journal" /> },
};

export default today;
