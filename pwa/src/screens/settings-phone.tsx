/** Settings of this phone only: notices and the lock screen, quick exit, and signing out. */

import { useState } from "preact/hooks";
import { waitingToSend } from "../kernel/http/status";
import { signOut } from "../kernel/identity/account";
import { discreet, setDiscreet, turnOffPush, turnOnPush } from "../kernel/push/push";
import { push } from "../kernel/push/push-state";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { SwitchRow } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";
import { ChooseGuise } from "./choose-guise";
import { sayFarewell } from "./farewell";

/** Whether notices come on this phone, and what they show on its lock screen. */
export function NoticesHere() {
	return (
		<>
			<PushRow />
			<SwitchRow label={m.discreet()} hint={m.discreet_hint()} on={discreet.value} onChange={(on) => setDiscreet(on)} />
		</>
	);
}

function PushRow() {
	const { busy, trouble, run } = useAct();
	const state = push.value;
	if (state === "needs_install" || state === "denied" || state === "unsupported") {
		return (
			<div class="row-text">
				<h3>{m.notices_here()}</h3>
				<p>
					{{ needs_install: m.push_needs_install, denied: m.push_denied, unsupported: m.push_unsupported }[state]()}
				</p>
				{state === "needs_install" && <ButtonLink href="/install">{m.install_show()}</ButtonLink>}
			</div>
		);
	}
	return (
		<div>
			<SwitchRow
				label={m.notices_here()}
				hint={m.notices_here_hint()}
				on={state === "on"}
				disabled={busy}
				onChange={(on) => run(on ? turnOnPush : turnOffPush)}
			/>
			<Trouble>{trouble ?? (state === "failed" ? m.push_failed() : null)}</Trouble>
		</div>
	);
}

/** What another person sees on this phone: quick exit, and the name and icon of the app. */
export function QuickExit() {
	return (
		<section class="section" aria-labelledby="quick-exit">
			<h2 id="quick-exit">{m.quick_exit()}</h2>
			<div class="card stack">
				<p class="soft small">{m.quick_exit_explained()}</p>
				<ChooseGuise />
			</div>
		</section>
	);
}

export function SignOut() {
	const [asking, setAsking] = useState(false);
	const goOn = useGoOn();
	const waiting = waitingToSend.value;
	const leave = async (): Promise<void> => {
		await signOut();
		sayFarewell(m.wiped());
		goOn("/", true);
	};
	return (
		<section class="section apart" aria-labelledby="sign-out">
			<h2 id="sign-out">{m.sign_out_title()}</h2>
			<p class="soft small">{m.sign_out_lead()}</p>
			{waiting > 0 && <p class="note">{m.sign_out_waiting({ count: waiting })}</p>}
			{asking ? (
				<div class="btns">
					<Button onClick={() => setAsking(false)}>{m.stay()}</Button>
					<Button look="main" onClick={leave}>
						{m.sign_out_now()}
					</Button>
				</div>
			) : (
				<Button wide onClick={() => setAsking(true)}>
					{m.sign_out()}
				</Button>
			)}
		</section>
	);
}
