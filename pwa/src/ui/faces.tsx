/** The five faces of a check-in, and their words. */

import type { ComponentChildren } from "preact";
import { m } from "../paraglide/messages.js";

export type Mood = 1 | 2 | 3 | 4 | 5;

export const MOODS: readonly Mood[] = [1, 2, 3, 4, 5];

const eyes = (
	<g fill="currentColor" stroke="none">
		<circle cx="20" cy="24" r="2.1" />
		<circle cx="36" cy="24" r="2.1" />
	</g>
);

const features: Record<Mood, ComponentChildren> = {
	1: <path d="M17 25.5l6.5-3M39 25.5l-6.5-3M19 39.5q9-9 18 0" />,
	2: (
		<>
			{eyes}
			<path d="M20 38.5q8-5.5 16 0" />
		</>
	),
	3: (
		<>
			{eyes}
			<path d="M20 36.5h16" />
		</>
	),
	4: (
		<>
			{eyes}
			<path d="M20 34q8 6.5 16 0" />
		</>
	),
	5: <path d="M17 24.5q3.25-4 6.5 0M32.5 24.5q3.25-4 6.5 0M18 32.5q10 11 20 0" />,
};

/** Draws a face in a box of 56 by 56, for an `<svg>` of that size or a `<g>` in a larger drawing. */
export function FaceStrokes({ mood }: { readonly mood: Mood }) {
	return (
		<g fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round">
			<circle cx="28" cy="28" r="26" stroke-width="1.75" />
			{features[mood]}
		</g>
	);
}

export function Face({ mood }: { readonly mood: Mood }) {
	return (
		<svg class="face-drawing" viewBox="0 0 56 56" aria-hidden="true">
			<FaceStrokes mood={mood} />
		</svg>
	);
}

export function moodWord(mood: Mood): string {
	return { 1: m.mood_rough, 2: m.mood_low, 3: m.mood_so_so, 4: m.mood_alright, 5: m.mood_good }[mood]();
}
