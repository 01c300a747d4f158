/** Help and the safety check: they open from every side of the door, also after a release has taken their files away. */

import { part } from "../kernel/parts";

export const helpPart = part(() => import("./help"));
export const checkPart = part(() => import("./safety-check"));
