/** How topics read in the tray and in an export. */

import { m } from "../../paraglide/messages.js";
import { namedLines } from "../../ui/named-lines";
import type { Face } from "../../ui/record-face";
import { longDay } from "../../ui/when";
import { TOPIC_READINESS, TOPICS } from "./kinds";
import { readTopic } from "./words";

const face: Face = {
	kinds: {
		[TOPICS.name]: {
			name: m.kind_topic,
			lines: (words, { revisit_on }) => {
				const { title = "", need = "" } = readTopic(words) ?? {};
				const day = typeof revisit_on === "string" ? [m.topic_back_on({ day: longDay(revisit_on) })] : [];
				return [title, ...namedLines(m.topic_need(), need), ...day];
			},
			heading: m.export_topics,
		},
		[TOPIC_READINESS.name]: {
			name: m.kind_topic_readiness,
			lines: (_words, { ready }) => [ready === true ? m.topic_ready() : m.topic_not_ready()],
		},
	},
};

export default face;
