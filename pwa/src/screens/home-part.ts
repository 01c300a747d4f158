/** The signed-in app: loaded while an account is made, so that it opens at once. */

import { part } from "../kernel/browser/parts";

export const homePart = part(() => import("./home"));
