/** Where somebody is at home: fetched while an account is made, so that it opens at once. */

import { part } from "./kernel/parts";

export const homePart = part(() => import("./home"));
