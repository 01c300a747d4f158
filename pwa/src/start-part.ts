/** Everything behind the first screen: the phone's store and what the practices keep in it. Loaded at once. */

import { part } from "./kernel/browser/parts";

export const startPart = part(() => import("./start"));
