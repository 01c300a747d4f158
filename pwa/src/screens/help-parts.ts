/**
 * Help and the safety check. They open with or without an account, even after a release has deleted their old files.
 */

import { part } from "../kernel/browser/parts";

export const helpPart = part(() => import("./help"));
export const checkPart = part(() => import("./safety-check"));
