/** The practices' notices, for the service worker; `make openapi` writes this file. */

import type { Notices } from "../kernel/push/notice-face";
import { notices as checkins } from "./checkins/notices";
import { notices as pauses } from "./pauses/notices";
import { notices as asks } from "./asks/notices";
import { notices as wobbles } from "./wobbles/notices";
import { notices as conversations } from "./conversations/notices";
import { notices as rituals } from "./rituals/notices";
import { notices as topics } from "./topics/notices";
import { notices as patterns } from "./patterns/notices";
import { notices as profiles } from "./profiles/notices";

export const NOTICES: readonly Notices[] = [checkins, pauses, asks, wobbles, conversations, rituals, topics, patterns, profiles];
