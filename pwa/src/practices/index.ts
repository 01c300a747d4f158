/** All practices, in the order in which they are shown. */

import type { PracticeFace } from "../ui/practice-face";
import { asks } from "./asks";
import { checkins } from "./checkins";
import { conversations } from "./conversations";
import { journal } from "./journal";
import { patterns } from "./patterns";
import { pauses } from "./pauses";
import { profiles } from "./profiles";
import { readiness } from "./readiness";
import { reflections } from "./reflections";
import { rituals } from "./rituals";
import { topics } from "./topics";
import { wins } from "./wins";
import { wobbles } from "./wobbles";

export const PRACTICES: readonly PracticeFace[] = [
	checkins,
	pauses,
	readiness,
	asks,
	wobbles,
	conversations,
	rituals,
	topics,
	patterns,
	journal,
	reflections,
	wins,
	profiles,
];
