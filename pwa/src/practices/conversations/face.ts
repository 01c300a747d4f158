/** How conversations read in the tray and in an export. */

import { textOf } from "../../kernel/text/text-of";
import { m } from "../../paraglide/messages.js";
import type { Face } from "../../ui/record-face";
import { BREAKS, CONVERSATIONS, ENDS, FORGETTINGS, JOINS, OWN_CONVERSATIONS, STEPS, TAKEAWAYS } from "./kinds";
import { readOwn } from "./own-words";
import { readStep, textsOf } from "./words";

const face: Face = {
	kinds: {
		[CONVERSATIONS.name]: { name: m.kind_conversation, lines: (words) => [textOf(words?.line)] },
		[JOINS.name]: { name: m.kind_conversation_join },
		[BREAKS.name]: { name: m.kind_conversation_break },
		[ENDS.name]: { name: m.kind_conversation_end },
		[FORGETTINGS.name]: { name: m.kind_conversation_forgetting },
		[STEPS.name]: {
			name: m.kind_conversation_step,
			lines: (words) => textsOf(readStep(words)),
			heading: m.export_conversation_steps,
		},
		[TAKEAWAYS.name]: {
			name: m.kind_conversation_takeaway,
			lines: (words) => [textOf(words?.text)],
			heading: m.export_conversation_takeaways,
		},
		[OWN_CONVERSATIONS.name]: {
			name: m.kind_own_conversation,
			lines: (words) => {
				const { line, steps, takeaways } = readOwn(words);
				return [line, ...steps.flatMap((step) => textsOf(step.words)), takeaways.mine].filter((one) => one !== "");
			},
			heading: m.export_own_conversations,
		},
	},
};

export default face;
