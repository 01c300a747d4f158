/**
 * A bottom sheet for something optional. The screen under it is inert; the header is not, so that quick exit and Help
 * stay reachable.
 */

import { type ComponentChildren, createPortal } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { ancestors, focusFirstLeft } from "./focus";
import { CloseIcon } from "./icons";
import { Failed } from "./snackbar";
import "./sheet.css";

interface SheetProps {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ComponentChildren;
}

export function Sheet(props: SheetProps) {
	return createPortal(<SheetBody {...props} />, document.body);
}

function SheetBody({ title, onClose, children }: SheetProps) {
	const id = useId();
	const panel = useRef<HTMLDivElement>(null);
	const close = useRef(onClose);
	close.current = onClose;
	useEffect(() => restScreen(panel.current), []);
	useEffect(() => onBack(() => close.current()), []);
	useEffect(() => keepFocusClear(panel.current));
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere inside
		<div class="sheet-ground" onKeyDown={(event) => event.key === "Escape" && onClose()}>
			<button type="button" class="sheet-shade" tabIndex={-1} aria-hidden="true" onClick={onClose} />
			<div ref={panel} class="sheet" role="dialog" aria-labelledby={id} tabIndex={-1} onFocusIn={showWhole}>
				<div class="sheet-head">
					<h2 id={id}>{title}</h2>
					<button type="button" class="icon-btn" aria-label={m.close()} onClick={onClose}>
						<CloseIcon />
					</button>
					<Failed />
				</div>
				{children}
			</div>
		</div>
	);
}

/** A browser scrolls only to the cursor of a long text field, which leaves a part of the field under the foot. */
function showWhole({ target }: FocusEvent): void {
	if (target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: "nearest" });
}

/**
 * Keeps what has the focus clear of the heading and of the buttons at the foot, which grow when something failed or was
 * not saved. Returns a function that stops it.
 */
function keepFocusClear(sheet: HTMLElement | null): (() => void) | undefined {
	if (!sheet) return;
	const ends = [...sheet.querySelectorAll<HTMLElement>(".sheet-head, .sheet-foot")];
	const seen = new ResizeObserver(() => {
		const [head, foot] = ends.map((end) => `${end.offsetHeight + 12}px`);
		sheet.style.scrollPaddingBlock = `${head} ${foot ?? "12px"}`;
	});
	for (const end of ends) seen.observe(end);
	return () => seen.disconnect();
}

/** https://html.spec.whatwg.org/#the-closewatcher-interface: the phone's back button, from Chromium 126. */
interface CloseWatcher extends EventTarget {
	destroy(): void;
}

/** Calls back when the person goes back while the sheet is open; returns a function that stops it. */
function onBack(close: () => void): () => void {
	// lib.dom does not define it yet
	const { CloseWatcher } = window as { CloseWatcher?: new () => CloseWatcher };
	if (!CloseWatcher) return () => undefined;
	const watcher = new CloseWatcher();
	watcher.addEventListener("close", close);
	return () => watcher.destroy();
}

/** Moves the focus into the sheet and makes the screen under it inert; returns a function that restores both. */
function restScreen(panel: HTMLElement | null): () => void {
	const before = ancestors(document.activeElement);
	const under = [...document.querySelectorAll<HTMLElement>("[data-under-sheet]")];
	for (const part of under) part.inert = true;
	panel?.focus({ preventScroll: true });
	return () => {
		for (const part of under) part.inert = false;
		focusFirstLeft(before);
	};
}
