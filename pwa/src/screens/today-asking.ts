/** What one practice offers in the place of another: to ask in the area it shows. */

import { silent } from "../kernel/silence";
import type { TodayParts } from "../ui/practice-face";

/** Where one asks in this area; null where it is not to be offered, as while one of the two has a pause. Reads signals. */
export function askIn(parts: readonly TodayParts[], area: string): string | null {
	if (silent.value) return null;
	return parts.reduce<string | null>((found, part) => found ?? part.askIn?.(area) ?? null, null);
}
