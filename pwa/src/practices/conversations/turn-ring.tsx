/** The time of a turn as a ring that empties. It suggests, and nothing happens when it is empty. */

import { second, surely } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Announced } from "../../ui/announced";
import { countdown } from "../../ui/when";
import "./conversations.css";

const RADIUS = 68;
const AROUND = 2 * Math.PI * RADIUS;

interface RingProps {
	/** When the turn began, in epoch milliseconds of the server's time; null while only this phone knows. */
	readonly since: number | null;
	readonly seconds: number;
	/** What this person does meanwhile, and what once the time is over. */
	readonly lead: string;
	readonly over: string;
}

export function TurnRing({ since, seconds, lead, over }: RingProps) {
	const whole = seconds * 1000;
	const passed = since === null ? 0 : surely(second.value) - since;
	// a phone whose clock is behind must not show more than a whole turn
	const left = Math.min(whole, Math.max(0, whole - passed));
	const share = left / whole;
	return (
		<>
			<div class="turn-ring">
				<svg viewBox="0 0 150 150" aria-hidden="true">
					<circle class="turn-ring-way" cx="75" cy="75" r={RADIUS} />
					<circle
						class="turn-ring-left"
						cx="75"
						cy="75"
						r={RADIUS}
						stroke-dasharray={AROUND}
						stroke-dashoffset={AROUND * (1 - share)}
						transform="rotate(-90 75 75)"
					/>
				</svg>
				<p class="turn-ring-words" role="timer">
					{left > 0 ? countdown(left) : m.conversation_time_over()}
				</p>
				{/* a timer is not announced */}
				<Announced>{left > 0 ? null : `${m.conversation_time_over()} ${over}`}</Announced>
			</div>
			<p class="soft">{left > 0 ? lead : over}</p>
		</>
	);
}
