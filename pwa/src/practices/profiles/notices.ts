/** No notice is about a name, but all of the partner's have it. */

import type { Notices } from "../../kernel/push/notice-face";
import { PROFILES } from "./kinds";

export const notices: Notices = { kinds: [PROFILES], faces: {} };
