/** What the notice of a pattern says: that the two are in it, and what they do instead. Never who said so. */

import type { Notices } from "../../kernel/push/notice-face";
import { isolatedIn } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { PATTERNS } from "./kinds";

export const notices: Notices = {
	kinds: [PATTERNS],
	faces: { pattern: { say: ({ words }) => ({ title: m.push_pattern(), body: isolatedIn(words, "instead") }) } },
};
