/** The kinds of record that a push may be about, for the service worker, which has no screens. */

import type { Kind } from "../kernel/practice";
import { CHECK_INS } from "./checkins/kinds";
import { PAUSES } from "./pauses/kinds";
import { RITUALS } from "./rituals/kinds";

export const PUSHED: readonly Kind[] = [CHECK_INS, PAUSES, RITUALS];
