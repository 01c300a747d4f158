/** One calm line at the bottom that says what happened, for five seconds, with Undo where there is one. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isStorageFailure, Problem } from "../kernel/problem";
import { m } from "../paraglide/messages.js";
import { saidOf } from "./act";
import { Trouble } from "./note";

interface Saying {
	readonly text: string;
	readonly undo?: (() => unknown) | undefined;
	/** A tap that failed: shown in an open sheet too, which covers what is said at the bottom. */
	readonly failed?: boolean;
}

const SHOWN = 5000;
const saying = signal<Saying | null>(null);

/** Says it until something else is said or five seconds are over. Where `undo` answers false it came too late, and that is said. */
export function say(text: string, undo?: () => unknown): void {
	saying.value = { text, undo };
}

/** Says what went wrong with a tap that shows no trouble of its own. Returns how to stop. */
export function hearFailures(): () => void {
	const hear = (event: PromiseRejectionEvent): void => {
		if (!(event.reason instanceof Problem || isStorageFailure(event.reason))) return;
		event.preventDefault();
		void saidOf(event.reason).then((text) => {
			saying.value = { text, failed: true };
		});
	};
	window.addEventListener("unhandledrejection", hear);
	return () => window.removeEventListener("unhandledrejection", hear);
}

export function hush(): void {
	saying.value = null;
}

export function Snackbar() {
	const now = saying.value;
	useEffect(() => {
		if (!now) return;
		// what is said at that very moment stays
		const timer = setTimeout(() => saying.value === now && hush(), now.failed ? 3 * SHOWN : SHOWN);
		const key = (event: KeyboardEvent): void => {
			if (now.undo && isUndo(event)) takeBack(now);
		};
		window.addEventListener("keydown", key);
		return () => {
			clearTimeout(timer);
			window.removeEventListener("keydown", key);
		};
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

/** In an open sheet: what failed in it. */
export function Failed() {
	const now = saying.value;
	return <Trouble>{now?.failed ? now.text : null}</Trouble>;
}

/** The keys for it everywhere; in a field they undo what was typed. */
function isUndo({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
	const typing = target instanceof Element && target.closest("input, textarea") !== null;
	return key === "z" && (ctrlKey || metaKey) && !typing;
}

function takeBack({ undo }: Saying): void {
	hush();
	void (async () => (await undo?.()) === false && say(m.undo_too_late()))();
}
