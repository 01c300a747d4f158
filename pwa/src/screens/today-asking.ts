/** Lets one practice show a link to ask, which another practice provides. */

import { silent } from "../kernel/store/silence";
import type { TodayParts } from "../ui/practice-face";
import { inLoop } from "./today-in-loop";

/** The link to ask in this area; null if it is not offered, as during a pause or in a loop. Reads signals. */
export function askIn(parts: readonly TodayParts[], area: string): string | null {
	if (silent.value || inLoop(parts)) return null;
	return parts.reduce<string | null>((found, part) => found ?? part.askIn?.(area) ?? null, null);
}
