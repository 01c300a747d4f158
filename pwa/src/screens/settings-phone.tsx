/** What holds on this phone only: the lock screen, notices, the quick exit, and leaving it clean. */

import { useState } from "preact/hooks";
import { discreet, push, setDiscreet, turnOffPush, turnOnPush } from "../kernel/push";
import { signOut } from "../kernel/session";
import { waitingToSend } from "../kernel/status";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { SwitchRow } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { Trouble } from "../ui/note";

export function ThisPhone() {
	return (
		<section class="section" aria-labelledby="this-phone">
			<h2 id="this-phone">{m.this_phone()}</h2>
			<div class="rows">
				<PushRow />
				<SwitchRow
					label={m.discreet()}
					hint={m.discreet_hint()}
					on={discreet.value}
					onChange={(on) => setDiscreet(on)}
				/>
				<div class="row-text">
					<h3>{m.quick_exit()}</h3>
					<p>{m.quick_exit_explained()}</p>
				</div>
			</div>
		</section>
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
			<Trouble>{trouble}</Trouble>
		</div>
	);
}

export function SignOut() {
	const [asking, setAsking] = useState(false);
	const goOn = useGoOn();
	const waiting = waitingToSend.value;
	const leave = async (): Promise<void> => {
		await signOut();
		goOn("/", true);
	};
	return (
		<section class="section" aria-labelledby="sign-out">
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
