/** Check-ins on Today: the faces in both circles, and the five to tap. */

import { computed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useRoute } from "preact-iso";
import { minute } from "../../kernel/clock";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Segments } from "../../ui/choice";
import { FaceRow } from "../../ui/face-row";
import { FaceStrokes, type Mood, moodWord } from "../../ui/faces";
import type { Portrait, TodayParts } from "../../ui/practice-face";
import { daypartWords, ownMoment } from "../../ui/when";
import { checkInAndSay } from "./say";
import { CheckInSheet, openCheckIn, opened } from "./sheet";
import { audience, type CheckIn, latestMine, latestTheirs, loadAudience, mine, setAudience } from "./store";
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

function captionOf({ at, by_me, audience: seenBy }: CheckIn): string {
	if (!by_me) return daypartWords(at, minute.value);
	const moment = ownMoment(at, minute.value);
	return seenBy === "me" && !alone.value ? m.check_in_only_me_when({ when: moment }) : moment;
}

function hasMore({ energy, closeness, feelings, note }: CheckIn): boolean {
	return energy !== null || closeness !== null || feelings.length > 0 || note !== "";
}

function HowAreYou() {
	const row = useRef<HTMLDivElement>(null);
	const { path } = useRoute();
	const last = useSignal<string | null>(null);
	useEffect(() => void loadAudience(), []);
	useEffect(() => {
		if (path === "/check-in") row.current?.querySelector("button")?.focus();
	}, [path]);
	const tap = async (mood: Mood): Promise<void> => {
		last.value = await checkInAndSay(mood, () => {
			last.value = null;
		});
	};
	const shown = mine.value.find(({ id }) => id === last.value);
	return (
		<section class="how" aria-labelledby="how-are-you">
			<div class="how-head">
				<h2 id="how-are-you">{m.how_are_you()}</h2>
				{alone.value ? <p class="soft small">{m.only_you_see()}</p> : <WhoSees />}
			</div>
			<FaceRow chosen={shown?.mood ?? null} onTap={tap} row={row} />
			{shown && (
				<button type="button" class="btn plain add-more" onClick={() => openCheckIn(shown.id)}>
					{m.check_in_add_more()}
				</button>
			)}
			{opened.value && <CheckInSheet id={opened.value} />}
		</section>
	);
}

/** Read before the tap, equal in weight, kept from last time. */
function WhoSees() {
	return (
		<Segments
			legend={m.who_sees()}
			value={audience.value}
			options={[
				{ value: "us", label: m.for_both() },
				{ value: "me", label: m.only_me() },
			]}
			onChoose={(to) => void setAudience(to)}
		/>
	);
}
