/** The length: a choice starts the pause at once, and is easy to change for a moment. */

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { second } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { MomentField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { useOnce } from "../../ui/once";
import { Sheet } from "../../ui/sheet";
import { localTime, returnTime } from "../../ui/when";
import { changeEnd, type Pause, tonight, undoPause, untilTime } from "./store";

const MINUTE = 60_000;
const MINUTES = [20, 30, 60] as const;

/** While a time is being picked, nothing collapses. */
export const picking = signal(false);

/** One pause is being replaced by another. */
export const changing = signal(false);

interface LengthsProps {
	readonly pause: Pause;
	readonly onDone: () => void;
}

export function Lengths({ pause: own, onDone }: LengthsProps) {
	const goOn = useGoOn();
	const undo = async (): Promise<void> => {
		await undoPause();
		goOn("/");
	};
	return (
		<>
			<LengthChips pause={own} onChosen={() => undefined} />
			<div class="btns">
				<Button onClick={undo}>{m.undo()}</Button>
				<Button look="main" onClick={onDone}>
					{m.pause_keep()}
				</Button>
			</div>
		</>
	);
}

/** A longer or shorter pause instead of the running one. */
export function LengthChips({ pause: own, onChosen }: { readonly pause: Pause; readonly onChosen: () => void }) {
	const lasts = Math.round((own.until - own.since) / MINUTE);
	useEffect(() => hidePicker, []);
	const choose = useOnce(async (until: number): Promise<void> => {
		hidePicker();
		await changeTo(until);
		onChosen();
	}, 0);
	return (
		<fieldset class="lengths">
			<legend class="only-read">{m.how_long()}</legend>
			{MINUTES.map((minutes) => (
				<button
					key={minutes}
					type="button"
					class="chip"
					aria-pressed={lasts === minutes}
					disabled={isPast(own.since + minutes * MINUTE)}
					onClick={() => choose(own.since + minutes * MINUTE)}
				>
					{m.pause_minutes({ count: minutes })}
				</button>
			))}
			<button type="button" class="chip" aria-pressed={own.until === tonight()} onClick={() => choose(tonight())}>
				{m.pause_tonight()}
			</button>
			<button type="button" class="chip" onClick={showPicker}>
				{m.pause_until()}
			</button>
			{picking.value && <PickTime pause={own} onPick={choose} onClose={hidePicker} />}
		</fieldset>
	);
}

interface PickProps {
	readonly pause: Pause;
	readonly onPick: (until: number) => void;
	readonly onClose: () => void;
}

function PickTime({ pause: own, onPick, onClose }: PickProps) {
	const [time, setTime] = useState(localTime(own.until + 30 * MINUTE));
	const until = untilTime(time, second.value);
	return (
		<Sheet title={m.pause_until_title()} onClose={onClose}>
			<MomentField label={m.pause_back_at()} type="time" value={time} onChange={setTime} />
			<Button look="main" wide disabled={isPast(until)} onClick={() => onPick(until)}>
				{m.pause_until_save({ time: returnTime(until, second.value) })}
			</Button>
		</Sheet>
	);
}

async function changeTo(until: number): Promise<void> {
	changing.value = true;
	try {
		await changeEnd(until);
	} finally {
		changing.value = false;
	}
}

/** Whether this is less than the shortest pause from now. */
function isPast(until: number): boolean {
	return until < second.value + MINUTE;
}

function showPicker(): void {
	picking.value = true;
}

function hidePicker(): void {
	picking.value = false;
}
