/** Two overlapping circles, one for each person, with what each of them shows. */

import { m } from "../paraglide/messages.js";
import { initial } from "./names";
import { Unsent } from "./note";
import type { Portrait } from "./practice-face";

interface Side {
	readonly name: string;
	readonly letter: string | null;
	readonly portrait: Portrait | null;
}

interface CirclesProps {
	readonly mine: Side;
	/** Null while alone: then only one circle is drawn. */
	readonly theirs: Side | null;
}

export function Circles({ mine, theirs }: CirclesProps) {
	return (
		<section class={theirs ? "circles" : "circles alone"} aria-label={theirs ? m.circles_both() : m.circles_me()}>
			{theirs ? <Two mine={mine} theirs={theirs} /> : <One side={mine} />}
			<div class="circle-names">
				<Caption side={mine} />
				{theirs && <Caption side={theirs} />}
			</div>
		</section>
	);
}

function Two({ mine, theirs }: { readonly mine: Side; readonly theirs: Side }) {
	return (
		<svg class="circles-drawing" viewBox="0 0 350 172" aria-hidden="true">
			<circle class="clay-wash" cx="124" cy="86" r="84" />
			<circle class="sea-wash" cx="226" cy="86" r="84" />
			<path class="lens" d="M175 19.3a84 84 0 0 1 0 133.4a84 84 0 0 1 0-133.4z" />
			<Drawing side={mine} x={94} tone="clay" />
			<Drawing side={theirs} x={256} tone="sea" />
		</svg>
	);
}

function One({ side }: { readonly side: Side }) {
	return (
		<svg class="circles-drawing" viewBox="0 0 350 172" aria-hidden="true">
			<circle class="clay-wash" cx="175" cy="86" r="84" />
			<Drawing side={side} x={175} tone="clay" />
		</svg>
	);
}

function Drawing({ side, x, tone }: { readonly side: Side; readonly x: number; readonly tone: "clay" | "sea" }) {
	const { portrait, letter } = side;
	return (
		<g class={tone} transform={`translate(${x} 86)`}>
			{portrait ? (
				<g class="portrait" key={portrait.said}>
					<g transform="scale(1.18) translate(-28 -28)">{portrait.drawing}</g>
				</g>
			) : letter ? (
				<text class="circle-letter" text-anchor="middle" y="15">
					{letter}
				</text>
			) : (
				<path class="circle-nobody" d="M0-24a11 11 0 1 1-.01 0M-22 26a22 22 0 0 1 44 0" />
			)}
		</g>
	);
}

function Caption({ side }: { readonly side: Side }) {
	const { name, portrait } = side;
	if (!portrait)
		return (
			<p class="circle-name">
				<b>{name}</b>
			</p>
		);
	const words = (
		<>
			<b>{name}</b>
			<span>{portrait.caption ?? portrait.said}</span>
		</>
	);
	const { said: what, caption: when } = portrait;
	const said = when === null ? m.circle_is({ name, said: what }) : m.circle_said({ name, said: what, when });
	return (
		<div class="circle-name">
			{portrait.onOpen ? (
				<button type="button" aria-label={said} onClick={portrait.onOpen}>
					{words}
				</button>
			) : (
				<p role="img" aria-label={said}>
					{words}
				</p>
			)}
			<Unsent pending={portrait.pending ?? false} stuck={portrait.stuck} />
		</div>
	);
}

export function side(name: string, ownName: string | null, portrait: Portrait | null): Side {
	return { name, letter: initial(ownName), portrait };
}
