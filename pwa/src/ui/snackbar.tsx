/** One calm line at the bottom that says what happened, for five seconds, with Undo where there is one. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { m } from "../paraglide/messages.js";

interface Saying {
	readonly text: string;
	readonly undo?: (() => unknown) | undefined;
}

const SHOWN = 5000;
const saying = signal<Saying | null>(null);

/** Says it until something else is said or five seconds are over. */
export function say(text: string, undo?: () => unknown): void {
	saying.value = { text, undo };
}

export function hush(): void {
	saying.value = null;
}

export function Snackbar() {
	const now = saying.value;
	useEffect(() => {
		if (!now) return;
		// what is said at that very moment stays
		const timer = setTimeout(() => saying.value === now && hush(), SHOWN);
		return () => clearTimeout(timer);
	}, [now]);
	return (
		<div class="snackbar-place" role="status" aria-live="polite">
			{now && (
				<div class={now.undo ? "snackbar timed" : "snackbar"}>
					<span>{now.text}</span>
					{now.undo && (
						<button type="button" onClick={() => takeBack(now)}>
							{m.undo()}
						</button>
					)}
				</div>
			)}
		</div>
	);
}

function takeBack({ undo }: Saying): void {
	hush();
	void undo?.();
}
