/** What the notices of a conversation say; nobody's words are in them, and no name that a server could forge. */

import type { Notices } from "../../kernel/push/notice-face";
import { m } from "../../paraglide/messages.js";
import { CONVERSATIONS } from "./kinds";

export const notices: Notices = {
	kinds: [CONVERSATIONS],
	faces: {
		conversation: { say: () => ({ title: m.push_conversation(), body: "" }) },
		conversation_join: { say: () => ({ title: m.push_conversation_join(), body: "" }) },
	},
};
