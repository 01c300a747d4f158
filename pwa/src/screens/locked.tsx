/** The app behind its PIN. A pause, Help and the quick exit need none. */

import { useEffect, useRef, useState } from "preact/hooks";
import { lazy, Route, Router, useLocation } from "preact-iso";
import { second, serverNow } from "../kernel/clock";
import { pinWait, unlock } from "../kernel/lock";
import { Problem } from "../kernel/problem";
import { m } from "../paraglide/messages.js";
import { PausedHere } from "../practices/pauses/today";
import { instead } from "../ui/act";
import { Button } from "../ui/button";
import { PinField } from "../ui/field";
import { SafeCorner } from "../ui/header";
import { PauseIcon } from "../ui/icons";
import { Trouble } from "../ui/note";
import { Title } from "../ui/page";
import { problemWords } from "../ui/problem-words";
import { hush, Snackbar } from "../ui/snackbar";
import { countdown } from "../ui/when";
import { Wipe } from "./wipe";
import "./door.css";
import "./locked.css";

const Help = lazy(() => import("./help"));
const SafetyCheck = lazy(() => import("./safety-check"));
const Pause = lazy(() => import("../practices/pauses/screen"));

export default function Locked() {
	const { path } = useLocation();
	const calm = path === "/pause";
	useEffect(hush, []);
	return (
		<>
			{!calm && (
				<header class="door-top">
					<SafeCorner words />
				</header>
			)}
			<main class={calm ? "calm" : undefined}>
				<Router>
					<Route path="/help" component={Help} />
					<Route path="/help/check" component={SafetyCheck} />
					<Route path="/pause" component={Pause} />
					<Route default component={Closed} />
				</Router>
			</main>
			<div class="at-bottom">
				<Snackbar />
			</div>
		</>
	);
}

function Closed() {
	const { route } = useLocation();
	return (
		<div class="page locked">
			<div class="page-head">
				<Title>{m.locked()}</Title>
				<p class="soft">{m.locked_lead()}</p>
			</div>
			<PausedHere />
			<AskPin />
			<Button look="sheet-tone" wide onClick={() => route("/pause?start=1")}>
				<PauseIcon size={1.25} />
				{m.pause()}
			</Button>
			<Forgotten />
		</div>
	);
}

function AskPin() {
	const [pin, setPin] = useState("");
	const form = useRef<HTMLFormElement>(null);
	const { busy, trouble, wait, open } = useOpening(() => {
		setPin("");
		form.current?.querySelector("input")?.focus();
	});
	return (
		<form ref={form} class="stack-tight" onSubmit={instead(() => open(pin))}>
			<PinField label={m.pin()} value={pin} onInput={setPin} />
			<Trouble>{wait > 0 ? m.pin_wait({ time: countdown(wait) }) : trouble}</Trouble>
			<Button look="main" wide type="submit" busy={busy} disabled={pin === "" || wait > 0}>
				{m.unlock()}
			</Button>
		</form>
	);
}

/** Wrong tries empty the field; after too many the phone asks for patience. */
function useOpening(onWrong: () => void) {
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState<string | null>(null);
	const [until, setUntil] = useState(0);
	const showWait = async (): Promise<void> => {
		const wait = await pinWait();
		setUntil(wait > 0 ? serverNow() + wait : 0);
	};
	// it runs on while the app is closed
	useEffect(() => void showWait(), []);
	const open = async (pin: string): Promise<void> => {
		if (busy) return;
		setBusy(true);
		setTrouble(null);
		try {
			await unlock(pin);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			setTrouble(problemWords(error));
			await showWait();
			onWrong();
			setBusy(false);
		}
	};
	return { busy, trouble, wait: until === 0 ? 0 : until - second.value, open };
}

/** Nobody can bring a PIN back; wiping this phone is always open to whoever holds it. */
function Forgotten() {
	const [step, setStep] = useState<"closed" | "asking" | "wiping">("closed");
	const stay = () => setStep("closed");
	if (step === "wiping") return <Wipe onStay={stay} />;
	if (step === "closed")
		return (
			<Button look="plain" wide onClick={() => setStep("asking")}>
				{m.pin_forgotten()}
			</Button>
		);
	return (
		<section class="section" aria-labelledby="forgotten">
			<h2 id="forgotten">{m.pin_forgotten()}</h2>
			<p class="soft small">{m.pin_forgotten_lead()}</p>
			<div class="btns">
				<Button onClick={stay}>{m.stay()}</Button>
				<Button onClick={() => setStep("wiping")}>{m.wipe()}</Button>
			</div>
		</section>
	);
}
