/** Wobbles on Today: the partner's, which waits for me, and what the partner answered to mine. */

import { computed } from "@preact/signals";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { MyWobble, TheirWobble } from "./cards";
import { mine, theirs } from "./store";

const THEIRS: Waiting = {
	key: "wobble:theirs",
	soon: true,
	Card: () => (theirs.value ? <TheirWobble wobble={theirs.value} /> : null),
};
const ANSWERED: Waiting = {
	key: "wobble:answered",
	soon: true,
	Card: () => (mine.value ? <MyWobble wobble={mine.value} /> : null),
};

const waiting = computed(() => [
	...(theirs.value?.state === "asked" ? [THEIRS] : []),
	...(mine.value?.answer ? [ANSWERED] : []),
]);
const today: TodayParts = { waiting };

export default today;
