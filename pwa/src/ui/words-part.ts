/** The sentences for failures: loaded early, so that a failure is told in words even if nothing loads any more. */

import { part } from "../kernel/browser/parts";

export const wordsPart = part(() => import("./problem-words"));
