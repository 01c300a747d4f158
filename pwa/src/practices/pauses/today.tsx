/** Pauses on Today: who is paused and when they are back; asks for nothing. */

import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { CloseIcon } from "../../ui/icons";
import { isPutAway, putAway } from "../../ui/later";
import { Offers } from "../../ui/moments";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import type { BlockProps, Portrait, TodayParts } from "../../ui/practice-face";
import { returnTime } from "../../ui/when";
import { newsOf, returnWords } from "./return-words";
import { myPause, type Pause, type Return, theirPause } from "./store";
import "./today.css";

const today: TodayParts = { portrait, blocks: { pause: Now } };

export default today;

function portrait(who: "me" | "partner"): Portrait | null {
	const pause = who === "me" ? myPause.value : theirPause.value;
	if (pause?.state !== "running") return null;
	return { drawing: <Paused />, said: m.paused(), caption: null };
}

function Paused() {
	return (
		<g fill="none" stroke="currentColor" stroke-linecap="round">
			<circle cx="28" cy="28" r="26" stroke-width="1.75" />
			<path d="M22.5 20v16M33.5 20v16" stroke-width="4" />
		</g>
	);
}

/** Your own pause only, where nothing else may be shown. */
export function PausedHere() {
	const own = myPause.value;
	return own && <Mine pause={own} />;
}

/** While both are in a loop, nothing stands above what they do instead but a pause itself. */
function Now({ inLoop }: BlockProps) {
	const own = myPause.value;
	const other = theirPause.value;
	return (
		<>
			{own && <Mine pause={own} />}
			{other && <Theirs pause={other} />}
			{!other && !inLoop && <TheirReturn />}
		</>
	);
}

function Mine({ pause }: { readonly pause: Pause }) {
	const over = pause.state === "over";
	return (
		<section class="pause-card" aria-label={m.your_pause()}>
			<div class="grow">
				<p class="pause-words">
					{over ? m.pause_over_short() : m.pause_running({ time: returnTime(pause.until, minute.value) })}
				</p>
				<Unsent pending={pause.pending} stuck={pause.stuck} />
			</div>
			<ButtonLink href="/pause">{over ? m.pause_come_back() : m.pause_open()}</ButtonLink>
		</section>
	);
}

function Theirs({ pause }: { readonly pause: Pause }) {
	const { start } = usePartner();
	return (
		<section class="pause-card" aria-label={m.their_pause({ name: start })}>
			<div class="grow">
				<p class="pause-words">{m.their_pause_words({ name: start, time: returnTime(pause.until, minute.value) })}</p>
				{pause.line && <blockquote dir="auto">{pause.line}</blockquote>}
			</div>
			<ButtonLink href="/pause">{m.breathe()}</ButtonLink>
		</section>
	);
}

function TheirReturn() {
	const { start } = usePartner();
	const back = newsOf();
	if (!back || isPutAway(keyOf(back))) return null;
	return (
		<section class="pause-card return-card" aria-label={m.their_return({ name: start })}>
			<div class="grow stack-tight">
				<p class="pause-words">{returnWords(back, start)}</p>
				{back.how === "back" && <Offers />}
			</div>
			<button type="button" class="icon-btn" aria-label={m.close()} onClick={() => putAway(keyOf(back))}>
				<CloseIcon size={1} />
			</button>
		</section>
	);
}

function keyOf({ id }: Return): string {
	return `return:${id}`;
}
