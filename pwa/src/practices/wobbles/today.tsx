/** Wobbles on Today: the partner's, which waits for me or has my answer, and what the partner answered to mine. */

import { computed } from "@preact/signals";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { MyWobble, TheirWobble } from "./cards";
import { mine, theirs } from "./store";

const PROMISED: Waiting = {
	key: "wobble:theirs",
	Card: () => (theirs.value ? <TheirWobble wobble={theirs.value} /> : null),
};
const THEIRS: Waiting = { ...PROMISED, soon: true };
const ANSWERED: Waiting = {
	key: "wobble:answered",
	soon: true,
	Card: () => (mine.value ? <MyWobble wobble={mine.value} /> : null),
};

const waiting = computed(() => [
	...(theirs.value?.state === "asked" ? [THEIRS] : []),
	...(mine.value?.answer ? [ANSWERED] : []),
	...(theirs.value?.answer ? [PROMISED] : []),
]);
const today: TodayParts = { waiting };

export default today;
