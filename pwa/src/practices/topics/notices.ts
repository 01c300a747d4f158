/** What the notice of a topic says on its day; nobody's words are in it. */

import type { Notices } from "../../kernel/push/notice-face";
import { m } from "../../paraglide/messages.js";
import { TOPICS } from "./kinds";

export const notices: Notices = {
	kinds: [TOPICS],
	faces: { topic: { say: () => ({ title: m.push_topic(), body: "" }) } },
};
