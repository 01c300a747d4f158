/** The locked app. A pause, Help and quick exit work without the PIN. */

import { useEffect, useState } from "preact/hooks";
import { Route, Router, useLocation } from "preact-iso";
import { fetchEarly, part } from "../kernel/browser/parts";
import { unlock } from "../kernel/lock/lock";
import { session } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { PausedHere } from "../practices/pauses/today";
import { Button } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { PauseIcon } from "../ui/icons";
import { lazily } from "../ui/lazily";
import { uncover } from "../ui/quick-exit";
import { SafeCorner } from "../ui/safe-corner";
import { hearFailures, hush, Snackbar } from "../ui/snackbar";
import { Title } from "../ui/title";
import { AskPin } from "./ask-pin";
import { checkPart, helpPart } from "./help-parts";
import { Wipe } from "./wipe";
import "./door.css";
import "./locked.css";

const Help = lazily(helpPart);
const SafetyCheck = lazily(checkPart);
const pausePart = part(() => import("../practices/pauses/screen"));
const Pause = lazily(pausePart);

export default function Locked() {
	const { path } = useLocation();
	const pauses = canPause();
	const calm = pauses && path === "/pause";
	useEffect(hush, []);
	useEffect(hearFailures, []);
	// the PIN covers the app already
	useEffect(uncover, []);
	useEffect(() => fetchEarly(pausePart), []);
	return (
		<>
			{!calm && (
				<header class="door-top">
					<SafeCorner words />
				</header>
			)}
			<main id="main" tabIndex={-1} class={calm ? "calm" : undefined}>
				<Router>
					<Route path="/help" component={Help} />
					<Route path="/help/check" component={SafetyCheck} />
					{pauses ? <Route path="/pause" component={Pause} /> : []}
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
	const goOn = useGoOn();
	const pauses = canPause();
	return (
		<div class="page locked">
			<div class="page-head">
				<Title>{m.locked()}</Title>
				<p class="soft">{pauses ? m.locked_lead() : m.locked_lead_signed_out()}</p>
			</div>
			{pauses && <PausedHere />}
			<AskPin act={m.unlock()} onPin={unlock} />
			{pauses && (
				<Button look="sheet-tone" wide onClick={() => goOn("/pause?start=1")}>
					<PauseIcon size={1.25} />
					{m.pause()}
				</Button>
			)}
			<Forgotten />
		</div>
	);
}

/** A phone that was signed out cannot send anything, so this must not promise that the partner is told. */
function canPause(): boolean {
	return session.value.state === "ready";
}

/** A PIN cannot be recovered; anyone who has the phone can delete its contents. */
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
