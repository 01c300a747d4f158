/** Asks for the PIN; used wherever the lock needs it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { checkPin } from "../kernel/lock/lock";
import { pinWait } from "../kernel/lock/pin-wait";
import { second, serverNow } from "../kernel/store/clock";
import { lock } from "../kernel/store/locked";
import { m } from "../paraglide/messages.js";
import { instead, saidOf } from "../ui/act";
import { Button } from "../ui/button";
import { PinField } from "../ui/field";
import { Trouble } from "../ui/note";
import { countdown } from "../ui/when";

interface AskPinProps {
	/** The button's label. */
	readonly act: string;
	/** Throws Problem `wrong_pin` or `wait`. */
	readonly onPin: (pin: string) => Promise<unknown>;
}

export function AskPin({ act, onPin }: AskPinProps) {
	const [pin, setPin] = useState("");
	const form = useRef<HTMLFormElement>(null);
	const { busy, trouble, wait, give } = useGiving(onPin, () => {
		setPin("");
		form.current?.querySelector("input")?.focus();
	});
	return (
		<form ref={form} class="stack-tight" onSubmit={instead(() => give(pin))}>
			<PinField label={m.pin()} value={pin} onInput={setPin} />
			<Trouble>{wait > 0 ? m.pin_wait({ time: countdown(wait) }) : trouble}</Trouble>
			<Button look="main" wide type="submit" busy={busy} disabled={pin === "" || wait > 0}>
				{act}
			</Button>
		</form>
	);
}

export interface Pin {
	/** There is no lock, or the PIN was entered since this screen opened. */
	readonly given: boolean;
	/** Throws Problem `wrong_pin` or `wait`. */
	readonly give: (pin: string) => Promise<void>;
}

/** For steps that give somebody lasting access: an unlocked phone may not be in its owner's hands. */
export function usePin(): Pin {
	const [given, setGiven] = useState(lock.value === null);
	const give = async (pin: string): Promise<void> => {
		await checkPin(pin);
		setGiven(true);
	};
	return { given, give };
}

interface PinFirstProps {
	readonly pin: Pin;
	/** Runs after the PIN was entered. */
	readonly then?: () => unknown;
}

export function PinFirst({ pin, then }: PinFirstProps) {
	return (
		<div class="stack-tight">
			<p class="soft small">{m.pin_first()}</p>
			<AskPin act={m.next()} onPin={(given) => pin.give(given).then(then)} />
		</div>
	);
}

/** A screen that asks for the PIN each time it opens, if there is one. */
export function BehindPin({ children }: { readonly children: ComponentChildren }) {
	const pin = usePin();
	return pin.given ? children : <PinFirst pin={pin} />;
}

/** A wrong PIN empties the field; too many make the person wait. */
function useGiving(onPin: AskPinProps["onPin"], onWrong: () => void) {
	const [busy, setBusy] = useState(false);
	const [trouble, setTrouble] = useState<string | null>(null);
	const [until, setUntil] = useState(0);
	const showWait = async (): Promise<void> => {
		const wait = await pinWait();
		setUntil(wait > 0 ? serverNow() + wait : 0);
	};
	// the wait continues while the app is closed
	useEffect(() => void showWait(), []);
	const give = async (pin: string): Promise<void> => {
		if (busy) return;
		setBusy(true);
		setTrouble(null);
		try {
			await onPin(pin);
		} catch (error) {
			setTrouble(await saidOf(error));
			await showWait();
			onWrong();
			setBusy(false);
		}
	};
	return { busy, trouble, wait: until === 0 ? 0 : until - second.value, give };
}
