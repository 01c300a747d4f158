/** What notices of check-ins say. */

import type { Notices } from "../../kernel/push/notice-face";
import { m } from "../../paraglide/messages.js";
import { CHECK_INS } from "./kinds";

export const notices: Notices = {
	kinds: [CHECK_INS],
	faces: {
		check_in: { say: (_, name) => ({ title: m.push_check_in({ name }), body: "" }) },
		check_in_reminder: { say: () => ({ title: m.push_check_in_reminder(), body: "" }) },
	},
};
