/** Whether this person is ready without a match, so that there may be one soon. */

import { computed } from "@preact/signals";
import { lookAtMarks } from "../../kernel/sync/marks";
import { AREAS, bothUntil, mine } from "./store";

const waits = computed(() => AREAS.some((area) => mine.value[area]?.state === "ready" && bothUntil(area) === null));

/** While one may come, polls for it, until the returned function is called. */
export function lookForMatches(look?: () => void): () => void {
	return lookAtMarks(waits, look);
}
