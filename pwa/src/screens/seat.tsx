/**
 * One of two has lost every phone and the recovery words: their new account replaces the old one, unless it is
 * stopped.
 */

import { useEffect, useRef } from "preact/hooks";
import { hasLooked } from "../kernel/http/status";
import { dismissEnded } from "../kernel/identity/account";
import { handover } from "../kernel/identity/handover-shown";
import { closeHandover } from "../kernel/identity/pairing";
import { offerSeat, stopSeat } from "../kernel/identity/pass-seat";
import { seat } from "../kernel/identity/told";
import { minute } from "../kernel/store/clock";
import type { Seat } from "../kernel/store/meta";
import { alone, session } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { sharedName } from "../practices/profiles/store";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { say } from "../ui/snackbar";
import { fullDate } from "../ui/when";
import { HandoverSteps } from "./handover-steps";
import { seatWords } from "./seat-words";

export default function SeatScreen() {
	const lost = session.value.state === "ready" ? session.value.seat_lost : null;
	return lost === null ? <Passage /> : <Lost at={lost} />;
}

function Passage() {
	const passing = seat.value;
	const step = handover.value?.purpose === "seat" ? handover.value.step : null;
	// after the handover, the screen shows how to stop it
	const over = passing !== null && step === "done";
	const open = step !== null && !over;
	const mayBegin = !alone.value && !passing && !open;
	const goOn = useGoOn();
	const ended = useRef(false);
	ended.current ||= passing !== null || open;
	const nothing = alone.value && !passing && !open && hasLooked.value;
	useEffect(() => {
		if (over) void closeHandover();
	}, [over]);
	useEffect(() => {
		if (nothing) goOn(ended.current ? "/" : "/people", true);
	}, [nothing]);
	return (
		<Page title={m.seat_title()} back="/people" {...(mayBegin ? { lead: m.seat_lead() } : {})}>
			{open && <HandoverSteps />}
			{passing && !open && <Passing seat={passing} />}
			{mayBegin && <Begin />}
		</Page>
	);
}

function Begin() {
	const { busy, trouble, run } = useAct();
	return (
		<section class="card stack">
			<div>
				<h2>{m.seat_what_title()}</h2>
				<p class="lead">{m.seat_what()}</p>
			</div>
			<p class="soft small">{m.seat_object()}</p>
			<Trouble>{trouble}</Trouble>
			<Button look="main" wide busy={busy} onClick={() => run(() => offerSeat(sharedName.value))}>
				{m.show_code()}
			</Button>
		</section>
	);
}

function Passing({ seat }: { readonly seat: Seat }) {
	const goOn = useGoOn();
	const { busy, trouble, run } = useAct();
	const { title, lead } = seatWords(seat, minute.value);
	const has = seat.part === "has";
	const stop = async (): Promise<void> => {
		if (!(await run(stopSeat))) return;
		say(m.seat_stopped());
		goOn("/", true);
	};
	return (
		<section class="card stack">
			<div>
				<h2>{title}</h2>
				<p class="lead">{lead}</p>
			</div>
			{seat.part === "gives" && <p class="soft small">{m.seat_done_lead()}</p>}
			<Trouble>{trouble}</Trouble>
			{!has && (
				<ButtonLink href="/" look="main" wide>
					{m.done()}
				</ButtonLink>
			)}
			<Button look={has ? "main" : "quiet"} wide busy={busy} onClick={stop}>
				{has ? m.seat_keep() : m.seat_stop()}
			</Button>
		</section>
	);
}

/** On an old phone, after the new account has replaced its own. */
function Lost({ at }: { readonly at: number }) {
	const goOn = useGoOn();
	const read = async (): Promise<void> => {
		await dismissEnded();
		goOn("/", true);
	};
	return (
		<Page title={m.seat_lost_title()} back="/" lead={m.seat_lost_when({ day: fullDate(at) })}>
			<section class="card stack">
				<div>
					<h2>{m.seat_lost_has_title()}</h2>
					<p class="lead">{m.seat_lost_has()}</p>
				</div>
				<div>
					<h2>{m.seat_lost_yours_title()}</h2>
					<p class="lead">{m.seat_lost_yours()}</p>
				</div>
			</section>
			<section class="card stack">
				<div>
					<h2>{m.seat_lost_more()}</h2>
					<p class="lead">{m.seat_lost_act()}</p>
				</div>
				<ButtonLink href="/help" look="main" wide>
					{m.help_and_safety()}
				</ButtonLink>
				<Button wide onClick={read}>
					{m.understood()}
				</Button>
			</section>
		</Page>
	);
}
