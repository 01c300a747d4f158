/** How pauses read in the tray and in an export. */

import { textsIn } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { lengthWords } from "../../ui/when";
import { asPauses, ownEnds } from "./exporting";
import { PAUSE_ENDS, PAUSES } from "./kinds";

const face: Face = {
	kinds: {
		[PAUSES.name]: {
			name: m.kind_pause,
			lines: (words, { duration_seconds }) => [...textsIn(words), ...lengthWords(duration_seconds)],
			heading: m.export_pauses,
		},
		[PAUSE_ENDS.name]: { name: m.kind_pause_end },
	},
	gathered: async (records) => asPauses(records, await ownEnds()),
};

export default face;
