/** A ring that breathes, and keeps the screen on meanwhile. Without motion it counts the seconds instead. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { second, surely } from "../kernel/store/clock";
import { m } from "../paraglide/messages.js";
import { useWakeLock } from "./wake-lock";
import "./breathing.css";

/** Four seconds in, six out: slow enough to calm, short enough to follow. */
const BREATH = { in: 4000, out: 6000 } as const;
const MOMENT = 50;
const SECOND = 1000;
const RADIUS = 146;
const AROUND = 2 * Math.PI * RADIUS;

type Phase = keyof typeof BREATH;

interface RingProps {
	/** What the ring shows as time left; epoch milliseconds. */
	readonly time?: Time;
	/** Under the words "Breathe in". */
	readonly children?: ComponentChildren;
}

interface Time {
	readonly since: number;
	readonly until: number;
}

export function BreathingRing({ time, children }: RingProps) {
	const phase = useBreath();
	useWakeLock();
	return (
		<div class="ring">
			<div class="ring-box">
				<svg viewBox="0 0 310 310" aria-hidden="true">
					<circle class="ring-way" cx="155" cy="155" r={RADIUS} />
					{time && <Left time={time} />}
					<circle class={`ring-breath ${phase}`} cx="155" cy="155" r="126" />
				</svg>
				<div class="ring-words">
					<p class="ring-phase" aria-hidden="true" key={phase}>
						{phase === "in" ? m.breathe_in() : m.breathe_out()} <Count phase={phase} />
					</p>
					{children}
				</div>
			</div>
			<p class="only-read">{m.breathe_slowly()}</p>
		</div>
	);
}

function Left({ time: { since, until } }: { readonly time: Time }) {
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

/** The seconds that are left of this breath; shown where nothing moves. */
function Count({ phase }: { readonly phase: Phase }) {
	const [left, setLeft] = useState(BREATH[phase] / SECOND);
	useEffect(() => {
		if (left === 1) return;
		const timer = setTimeout(() => setLeft(left - 1), SECOND);
		return () => clearTimeout(timer);
	}, [left]);
	return <span class="ring-count">{left}</span>;
}

/** Starts with breathing in, as soon as the ring is mounted. */
function useBreath(): Phase {
	const [breaths, setBreaths] = useState(0);
	const phase = breaths % 2 === 1 ? "in" : "out";
	useEffect(() => {
		const timer = setTimeout(() => setBreaths(breaths + 1), breaths === 0 ? MOMENT : BREATH[phase]);
		return () => clearTimeout(timer);
	}, [breaths]);
	return phase;
}
