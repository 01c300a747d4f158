import type { TodayParts } from "../ui/practice-face";

/** Whether both are in a loop now. Reads signals. */
export function inLoop(parts: readonly TodayParts[]): boolean {
	return parts.some((part) => part.inLoop?.value);
}
