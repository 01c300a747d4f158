/** The screen of a pause, yours or your partner's: breathing, and coming back. Works offline. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { hasLooked, reachable } from "../../kernel/http/status";
import { second } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { BreathingRing } from "../../ui/breathing";
import { Button } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { CloseIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { SafeCorner } from "../../ui/safe-corner";
import { hush } from "../../ui/snackbar";
import { Title } from "../../ui/title";
import { returnTime } from "../../ui/when";
import { Why } from "../../ui/why";
import { ComingBack } from "./coming-back";
import { changing, Lengths, picking } from "./lengths";
import { newsOf, returnWords } from "./return-words";
import { Running } from "./running-foot";
import { beginPause, myPause, type Pause, theirPause } from "./store";
import { Ways } from "./ways";
import "./screen.css";

export default function PauseScreen() {
	const { started, starting } = usePauseOnArrival();
	const own = myPause.value;
	const other = theirPause.value;
	const known = useIsKnown();
	useEffect(hush, []);
	return (
		<div class="pause-screen">
			<header class="pause-top">
				<a class="icon-btn" href="/" aria-label={m.close()}>
					<CloseIcon />
				</a>
				<SafeCorner />
			</header>
			<div class="pause-body" data-under-sheet>
				{own?.state === "running" && <Mine pause={own} fresh={started} />}
				{own?.state === "over" && <ComingBack pause={own} />}
				{!own && (starting || !(other || known)) && <Looking />}
				{!own && !starting && (other ? <Theirs pause={other} /> : known && <Neither />)}
			</div>
		</div>
	);
}

/** A notice may arrive before its pause has synced: say "no one is paused" only after asking the server. */
function useIsKnown(): boolean {
	const { id } = useRoute().params;
	return id === undefined || hasLooked.value;
}

/** /pause?start=1 starts a pause at once, from a button, a shortcut or a notice. */
function usePauseOnArrival(): { readonly started: boolean; readonly starting: boolean } {
	const { query } = useLocation();
	const goOn = useGoOn();
	const [started, setStarted] = useState(false);
	const [saving, setSaving] = useState(false);
	const asked = query.start === "1";
	useEffect(() => {
		if (!asked) return;
		goOn("/pause", true);
		if (myPause.value?.state === "running") return;
		setStarted(true);
		setSaving(true);
		void beginPause().finally(() => setSaving(false));
	}, [asked]);
	return { started, starting: asked || saving || changing.value };
}

const TIME_TO_CHANGE = 5000;

function Mine({ pause: own, fresh }: { readonly pause: Pause; readonly fresh: boolean }) {
	const [choosing, setChoosing] = useState(fresh);
	useEffect(() => {
		if (!choosing || picking.value) return;
		const timer = setTimeout(() => setChoosing(false), TIME_TO_CHANGE);
		return () => clearTimeout(timer);
	}, [choosing, own.id, picking.value]);
	return (
		<>
			<Title hidden>{m.pause()}</Title>
			<Breathing pause={own} />
			<div class="pause-foot">
				{choosing ? <Lengths pause={own} onDone={() => setChoosing(false)} /> : <Running pause={own} />}
				<Ways />
			</div>
		</>
	);
}

function Breathing({ pause }: { readonly pause: Pause }) {
	return (
		<BreathingRing time={pause}>
			<p class="soft">{m.back_by({ time: returnTime(pause.until, second.value) })}</p>
		</BreathingRing>
	);
}

function Looking() {
	return (
		<>
			<Title hidden>{m.pause()}</Title>
			<BreathingRing />
		</>
	);
}

function Theirs({ pause: other }: { readonly pause: Pause }) {
	const { start } = usePartner();
	const goOn = useGoOn();
	return (
		<>
			<Breathing pause={other} />
			<div class="pause-foot">
				<Title>{m.their_pause_words({ name: start, time: returnTime(other.until, second.value) })}</Title>
				{other.line && (
					<blockquote class="pause-line" dir="auto">
						{other.line}
					</blockquote>
				)}
				<Button wide onClick={() => goOn("/pause?start=1")}>
					{m.pause_me_too()}
				</Button>
				<Ways />
				<Why lines={[m.pause_why(), m.pause_why_not()]} />
			</div>
		</>
	);
}

function Neither() {
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const back = newsOf();
	const noneBoth = reachable.value ? m.pause_none_both : m.pause_none_both_offline;
	return (
		<>
			<BreathingRing />
			<div class="pause-foot">
				<Title>{back ? returnWords(back, start) : m.pause_none_title()}</Title>
				<p class="soft">{alone.value ? m.pause_none_alone() : noneBoth({ name: inside })}</p>
				<Button look="main" wide onClick={() => goOn("/pause?start=1")}>
					{m.pause_start()}
				</Button>
				<Ways />
				<Why lines={[m.pause_why(), m.pause_why_not()]} />
			</div>
		</>
	);
}
