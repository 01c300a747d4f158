/** What the service worker, which has no screens, must know: kinds that a push may be about, or that stay open under a lock. */

import type { Kind } from "../kernel/practice";
import { CHECK_INS } from "./checkins/kinds";
import { PAUSE_ENDS, PAUSES } from "./pauses/kinds";
import { RITUALS } from "./rituals/kinds";

export const PUSHED: readonly Kind[] = [CHECK_INS, PAUSES, PAUSE_ENDS, RITUALS];
