/** How wobbles read in the tray, and the card also in an export; no export contains a wobble. */

import { m } from "../../paraglide/messages.js";
import type { Face, RecordFace } from "../../ui/record-face";
import { WOBBLE_ANSWER_WITHDRAWALS, WOBBLE_ANSWERS, WOBBLE_CARDS, WOBBLE_WITHDRAWALS, WOBBLES } from "./kinds";
import { readHelps } from "./words";

const lines: RecordFace["lines"] = (words) => [readHelps(words)];

const face: Face = {
	kinds: {
		[WOBBLES.name]: { name: m.kind_wobble, lines },
		[WOBBLE_ANSWERS.name]: { name: m.kind_ask_answer },
		[WOBBLE_WITHDRAWALS.name]: { name: m.kind_ask_withdrawal },
		[WOBBLE_ANSWER_WITHDRAWALS.name]: { name: m.kind_ask_withdrawal },
		[WOBBLE_CARDS.name]: { name: m.kind_wobble_card, lines, heading: m.export_wobble_cards },
	},
};

export default face;
