/** A ring that breathes, and around it the time left. */

import { useEffect, useState } from "preact/hooks";
import { second, surely } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { returnTime } from "../../ui/when";

/** Four seconds in, six out: slow enough to calm, short enough to follow. */
const BREATH = { in: 4000, out: 6000 } as const;
const MOMENT = 50;
const RADIUS = 146;
const AROUND = 2 * Math.PI * RADIUS;

interface RingProps {
	/** Epoch milliseconds; null while no pause runs. */
	readonly since: number | null;
	readonly until: number | null;
}

export function BreathingRing({ since, until }: RingProps) {
	const phase = useBreath();
	return (
		<div class="ring">
			<div class="ring-box">
				<svg viewBox="0 0 310 310" aria-hidden="true">
					<circle class="ring-way" cx="155" cy="155" r={RADIUS} />
					{since !== null && until !== null && <Left since={since} until={until} />}
					<circle class={`ring-breath ${phase}`} cx="155" cy="155" r="126" />
				</svg>
				<div class="ring-words">
					<p class="ring-phase" aria-hidden="true" key={phase}>
						{phase === "in" ? m.breathe_in() : m.breathe_out()}
					</p>
					{until !== null && <p class="soft">{m.back_by({ time: returnTime(until, second.value) })}</p>}
				</div>
			</div>
		</div>
	);
}

function Left({ since, until }: { readonly since: number; readonly until: number }) {
	const left = Math.min(1, Math.max(0, (until - surely(second.value)) / (until - since)));
	return (
		<circle
			class="ring-left"
			cx="155"
			cy="155"
			r={RADIUS}
			stroke-dasharray={AROUND}
			stroke-dashoffset={AROUND * (1 - left)}
			transform="rotate(-90 155 155)"
		/>
	);
}

/** Starts with breathing in, as soon as the ring is mounted. */
function useBreath(): "in" | "out" {
	const [breaths, setBreaths] = useState(0);
	const phase = breaths % 2 === 1 ? "in" : "out";
	useEffect(() => {
		const timer = setTimeout(() => setBreaths(breaths + 1), breaths === 0 ? MOMENT : BREATH[phase]);
		return () => clearTimeout(timer);
	}, [breaths]);
	return phase;
}
