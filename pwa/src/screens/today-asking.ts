/** Lets one practice show a link to ask, which another practice provides. */

import { silent } from "../kernel/store/silence";
import type { TodayParts } from "../ui/practice-face";

/** The link to ask in this area; null if it is not offered, as during a pause. Reads signals. */
export function askIn(parts: readonly TodayParts[], area: string): string | null {
	if (silent.value) return null;
	return parts.reduce<string | null>((found, part) => found ?? part.askIn?.(area) ?? null, null);
}
