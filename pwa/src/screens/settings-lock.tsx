/** The lock of this phone: its PIN, after how much idle time it locks, and what it protects against. */

import { useState } from "preact/hooks";
import { plainPin } from "../kernel/crypto/pin-digits";
import { checkPin, lockNow, setIdleMinutes, turnOffLock, turnOnLock } from "../kernel/lock/lock";
import { lock } from "../kernel/store/locked";
import { m } from "../paraglide/messages.js";
import { instead, useAct } from "../ui/act";
import { Button } from "../ui/button";
import { PinField, SelectField, SwitchRow } from "../ui/field";
import { Trouble } from "../ui/note";
import { Sheet } from "../ui/sheet";
import { say } from "../ui/snackbar";
import { AskPin } from "./ask-pin";

const MINUTES = [1, 5, 15, 60] as const;
const SHORTEST = 6;
const UP = "01234567890123456789";
const DOWN = "98765432109876543210";

export function AppLock() {
	const [sheet, setSheet] = useState<"on" | "off" | null>(null);
	const [longer, setLonger] = useState<number | null>(null);
	const { value } = lock;
	const close = () => setSheet(null);
	return (
		<section class="section" aria-labelledby="app-lock">
			<h2 id="app-lock">{m.app_lock()}</h2>
			<div class="rows">
				<SwitchRow
					label={m.app_lock_on()}
					hint={m.app_lock_hint()}
					on={value !== null}
					onChange={(on) => setSheet(on ? "on" : "off")}
				/>
				{value && (
					<div class="row-field stack">
						<SelectField
							label={m.app_lock_after()}
							value={String(value.idle_minutes)}
							onChange={(minutes) => rest(Number(minutes), value.idle_minutes, setLonger)}
						>
							{MINUTES.map((minutes) => (
								<option key={minutes} value={String(minutes)}>
									{m.minutes({ count: minutes })}
								</option>
							))}
						</SelectField>
						<Button wide onClick={lockNow}>
							{m.lock_now()}
						</Button>
					</div>
				)}
				<div class="row-text">
					<p class="soft small">{m.app_lock_limits()}</p>
				</div>
			</div>
			{sheet === "on" && <NewPin onClose={close} />}
			{sheet === "off" && <GiveUpPin onClose={close} />}
			{longer && <LongerRest minutes={longer} onClose={() => setLonger(null)} />}
		</section>
	);
}

/** Locking sooner needs no PIN. */
function rest(minutes: number, now: number, askFirst: (minutes: number) => void): void {
	if (minutes > now) askFirst(minutes);
	else void setIdleMinutes(minutes);
}

function NewPin({ onClose }: { readonly onClose: () => void }) {
	const [pin, setPin] = useState("");
	const [again, setAgain] = useState("");
	const { busy, run } = useAct();
	const save = async (): Promise<void> => {
		if (!(await run(() => turnOnLock(pin)))) return;
		say(m.app_lock_is_on());
		onClose();
	};
	const [one, other] = [plainPin(pin), plainPin(again)];
	const same = one === other;
	const differ = other.length >= one.length && other !== "" && !same;
	const easy = isEasy(one);
	return (
		<Sheet title={m.app_lock_new()} onClose={onClose}>
			<form class="stack" onSubmit={instead(save)}>
				<p>{m.app_lock_new_lead()}</p>
				<PinField label={m.pin()} hint={m.pin_hint()} value={pin} onInput={setPin} />
				<PinField label={m.pin_again()} value={again} onInput={setAgain} />
				<Trouble>{easy ? m.pin_plain() : differ ? m.pin_differs() : null}</Trouble>
				<Button look="main" wide type="submit" busy={busy} disabled={one.length < SHORTEST || easy || !same}>
					{m.app_lock_turn_on()}
				</Button>
			</form>
		</Sheet>
	);
}

/** 111111, 123456, 987654: what people try first. */
function isEasy(pin: string): boolean {
	return pin.length >= SHORTEST && (/^(.)\1*$/.test(pin) || [UP, DOWN].some((run) => run.includes(pin)));
}

function GiveUpPin({ onClose }: { readonly onClose: () => void }) {
	return (
		<Sheet title={m.app_lock_off()} onClose={onClose}>
			<AskPin act={m.app_lock_turn_off()} onPin={(pin) => turnOffLock(pin).then(onClose)} />
		</Sheet>
	);
}

function LongerRest({ minutes, onClose }: { readonly minutes: number; readonly onClose: () => void }) {
	const save = async (pin: string): Promise<void> => {
		await checkPin(pin);
		await setIdleMinutes(minutes);
		onClose();
	};
	return (
		<Sheet title={m.app_lock_later({ minutes: m.minutes({ count: minutes }) })} onClose={onClose}>
			<AskPin act={m.save()} onPin={save} />
		</Sheet>
	);
}
