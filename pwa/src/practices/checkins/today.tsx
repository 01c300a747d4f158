/** Check-ins on Today: the faces in both circles, and the five to tap. */

import { computed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { FaceRow } from "../../ui/face-row";
import { FaceStrokes, moodWord } from "../../ui/faces";
import type { Portrait, TodayParts } from "../../ui/practice-face";
import { WhoSees } from "../../ui/who-sees";
import { whenWords } from "./moments";
import { checkInAndSay } from "./say";
import { CheckInSheet, closeUnlessLocked, openCheckIn } from "./sheet";
import { audience, type CheckIn, lastTapped, latestMine, latestTheirs, mine, theirs } from "./store";
import { YesterdaySheet } from "./yesterday";
import "./today.css";

const today: TodayParts = { portrait, blocks: { how: HowAreYou }, begun: computed(() => mine.value.length > 0) };

export default today;

function portrait(who: "me" | "partner"): Portrait | null {
	const latest = who === "me" ? latestMine.value : latestTheirs.value;
	if (!latest) return null;
	return {
		drawing: <FaceStrokes mood={latest.mood} />,
		said: moodWord(latest.mood),
		caption: captionOf(latest),
		pending: latest.by_me && latest.pending,
		stuck: latest.stuck,
		...(latest.by_me || hasMore(latest) ? { onOpen: () => openCheckIn(latest.id) } : {}),
	};
}

function captionOf(latest: CheckIn): string {
	const when = whenWords(latest);
	return latest.by_me && latest.audience === "me" && !alone.value ? m.check_in_only_me_when({ when }) : when;
}

function hasMore({ energy, closeness, feelings, note }: CheckIn): boolean {
	return energy !== null || closeness !== null || feelings.length > 0 || note !== "";
}

function HowAreYou() {
	const row = useRef<HTMLDivElement>(null);
	const { path } = useRoute();
	const [yesterday, setYesterday] = useState(false);
	useEffect(() => closeUnlessLocked, []);
	useEffect(() => {
		if (path === "/check-in") row.current?.querySelector("button")?.focus();
	}, [path]);
	const last = lastTapped.value;
	return (
		<section class="how" aria-labelledby="how-are-you">
			<div class="how-head">
				<h2 id="how-are-you">{m.how_are_you()}</h2>
				<WhoSees of={audience} />
			</div>
			<FaceRow chosen={last && !last.added_later ? last.mood : null} onTap={(mood) => checkInAndSay(mood)} row={row} />
			<div class="how-more">
				{last && (
					<button type="button" class="btn plain add-more" onClick={() => openCheckIn(last.id)}>
						{m.check_in_add_more()}
					</button>
				)}
				<button type="button" class="btn plain yesterday" onClick={() => setYesterday(true)}>
					{m.check_in_yesterday()}
				</button>
			</div>
			{yesterday && (
				<YesterdaySheet onTap={(mood) => checkInAndSay(mood, "yesterday")} onClose={() => setYesterday(false)} />
			)}
			<CheckInSheet among={[...mine.value, ...theirs.value]} />
		</section>
	);
}
