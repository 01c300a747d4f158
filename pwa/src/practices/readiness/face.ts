/** How readiness reads in the tray; no export contains any. */

import { textsIn } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { lengthWords } from "../../ui/when";
import { areaWord } from "./area-words";
import { READINESS } from "./kinds";
import { AREAS } from "./store";

const face: Face = {
	kinds: {
		[READINESS.name]: {
			name: nameOf,
			lines: (words, { state, duration_seconds }) => [
				...textsIn(words),
				...stateWords(state),
				...lengthWords(duration_seconds),
			],
		},
	},
};

export default face;

/** The id is "PERSON/AREA". */
function nameOf(id: string): string {
	const area = AREAS.find((known) => id.endsWith(`/${known}`));
	return area ? m.tray_of_area({ kind: m.kind_readiness(), area: areaWord(area) }) : m.kind_readiness();
}

function stateWords(state: unknown): readonly string[] {
	if (state === "ready") return [m.state_ready()];
	if (state === "maybe") return [m.state_maybe()];
	return state === "not_now" ? [m.not_now()] : [];
}
