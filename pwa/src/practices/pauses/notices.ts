/** What notices of pauses say; during a pause of one's own all others are neutral and silent. */

import type { Notices } from "../../kernel/push/notice-face";
import type { Notice } from "../../kernel/store/practice";
import { isolatedIn } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { PAUSE_ENDS, PAUSES } from "./kinds";
import { isPaused } from "./silence";

const PAUSE = "pause";
const END = "pause_end";

export const notices: Notices = {
	kinds: [PAUSES, PAUSE_ENDS],
	faces: {
		[PAUSE]: {
			say: ({ notice: { local: time = "" }, words }, name) => ({
				title: m.push_pause({ name, time }),
				body: isolatedIn(words, "line") || m.push_pause_body(),
			}),
			isOverAt: () => true,
			duringPause: true,
			outdates: allButNewest,
		},
		[END]: {
			say: ({ notice }, name) => ({ title: endWords(notice, name), body: "" }),
			duringPause: true,
			outdates: allButNewest,
		},
	},
	isQuiet: isPaused,
};

function endWords({ then, local: time = "" }: Notice, name: string): string {
	if (then === "back") return m.push_back({ name });
	if (then === "talk_at") return m.push_talk_at({ name, time });
	return then === "not_today" ? m.push_not_today({ name }) : m.push_pause_over({ name });
}

/** Of all that was said about the partner's pauses only the newest is valid. */
function allButNewest({ space_id }: Notice, shown: readonly Notice[]): readonly Notice[] {
	const told = shown.filter(({ kind, space_id: space }) => (kind === PAUSE || kind === END) && space === space_id);
	const last = told.map(rank).sort().at(-1);
	return told.filter((notice) => rank(notice) !== last);
}

/** Sorts notices of pauses: ids sort by creation time, and an end comes after its pause. */
function rank({ record_id, kind, notice }: Notice): string {
	return [record_id, kind === PAUSE ? 0 : 1, notice].join(" ");
}
