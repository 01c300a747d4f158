/** One line at the bottom that says what happened, for five seconds, with Undo if possible. */

import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { part } from "../kernel/browser/parts";
import { asProblem, isStorageFailure, Problem } from "../kernel/browser/problem";
import { m } from "../paraglide/messages.js";
import { saidOf } from "./act";
import { ancestors, focusFirstLeft } from "./focus";
import { Trouble } from "./note";

interface Saying {
	readonly text: string;
	readonly undo?: (() => unknown) | undefined;
	/** The label of its button instead of Undo. */
	readonly act?: string | undefined;
	/** A failed tap: also shown in an open sheet, which covers the snackbar. */
	readonly failed?: boolean;
}

const heldPart = part(() => import("../kernel/sync/held"));

const SHOWN = 5000;
const saying = signal<Saying | null>(null);

/**
 * Shows the text until the next one or for five seconds. If `undo` returns false it was too late, and the snackbar
 * says so. `act`: another label for the button.
 */
export function say(text: string, undo?: () => unknown, act?: string): void {
	saying.value = { text, undo, act };
}

/** Shows failures of taps that do not show them themselves. Returns a function that stops it. */
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
	const now = useSaying();
	const [reached, setReached] = useState(false);
	const before = useFocusBefore(now);
	useEffect(() => () => setReached(false), [now]);
	useEffect(() => (reached ? stay() : undefined), [reached]);
	useEffect(() => {
		if (!now || reached) return;
		// keeps what is said in this moment
		const timer = setTimeout(() => saying.value === now && hush(), now.failed ? 3 * SHOWN : SHOWN);
		return () => clearTimeout(timer);
	}, [now, reached]);
	useEffect(() => (now?.undo && !now.act ? hearUndo(() => undoNow(now)) : undefined), [now]);
	return (
		<div class="snackbar-place" role="status" aria-live="polite">
			{now && (
				<div
					class={now.undo && !reached ? "snackbar timed" : "snackbar"}
					onFocusIn={() => setReached(true)}
					onFocusOut={() => setReached(false)}
				>
					<span>{now.text}</span>
					{now.undo && (
						<button type="button" onClick={() => undoAndReturn(now, before.current)}>
							{now.act ?? m.undo()}
						</button>
					)}
				</div>
			)}
		</div>
	);
}

/**
 * Nothing over Help and the safety check, since most of it speaks of the partner. A failure waits until they are left;
 * the rest is dropped, also what a tap before Help says only now.
 */
function useSaying(): Saying | null {
	const inHelp = useLocation().path.startsWith("/help");
	const now = saying.value;
	useEffect(() => {
		if (inHelp && now && !now.failed) hush();
	}, [inHelp, now]);
	return inHelp ? null : now;
}

/** What had the focus when this was said, with all around it, and the screen if that is gone. */
function useFocusBefore(now: Saying | null) {
	const before = useRef<readonly Element[]>([]);
	useEffect(() => {
		if (now?.undo)
			before.current = [
				...ancestors(document.activeElement).slice(0, -2),
				...ancestors(document.querySelector("main")),
			];
	}, [now]);
	return before;
}

/** In an open sheet: what failed in it. */
export function Failed() {
	const now = saying.value;
	return <Trouble>{now?.failed ? now.text : null}</Trouble>;
}

/** Waits while Undo has the keyboard focus: nothing is sent meanwhile. Returns a function that stops it. */
function stay(): () => void {
	const longer = (): void =>
		void heldPart()
			.then(({ waitLonger }) => waitLonger())
			.catch(asProblem);
	longer();
	const timer = setInterval(longer, SHOWN / 2);
	return () => {
		clearInterval(timer);
		longer();
	};
}

/** The undo keys on the whole page; in a field they undo typing. Returns a function that stops it. */
function hearUndo(undo: () => void): () => void {
	const hear = ({ key, ctrlKey, metaKey, target }: KeyboardEvent): void => {
		const typing = target instanceof Element && target.closest("input, textarea") !== null;
		if (key === "z" && (ctrlKey || metaKey) && !typing) undo();
	};
	window.addEventListener("keydown", hear);
	return () => window.removeEventListener("keydown", hear);
}

/** The button that has the focus disappears: back to what the person did before. */
function undoAndReturn(now: Saying, before: readonly Element[]): void {
	undoNow(now);
	focusFirstLeft(before);
}

function undoNow({ undo }: Saying): void {
	hush();
	void (async () => (await undo?.()) === false && say(m.undo_too_late()))();
}
