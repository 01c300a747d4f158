/** What had the focus may go: a card that was answered, a step that is done. Then the focus stays near, and is not lost. */

import { useEffect } from "preact/hooks";

/** Keeps the focus on the screen as long as this is there. */
export function useKeptFocus(): void {
	useEffect(() => {
		let around: readonly Element[] = [];
		const note = ({ target }: FocusEvent): void => {
			around = ancestors(target);
		};
		const keep = new MutationObserver(() => {
			if (document.activeElement !== document.body || around[0]?.isConnected !== false) return;
			focusFirstLeft(around);
		});
		document.addEventListener("focusin", note);
		keep.observe(document.body, { childList: true, subtree: true });
		return () => {
			document.removeEventListener("focusin", note);
			keep.disconnect();
		};
	}, []);
}

/** An element and all it lies in, from the inside out. */
export function ancestors(target: EventTarget | null): readonly Element[] {
	const found: Element[] = [];
	for (let one = target instanceof Element ? target : null; one; one = one.parentElement) found.push(one);
	return found;
}

/** Gives the focus to the first of them that is still on the screen, below the page itself. */
export function focusFirstLeft(around: readonly Element[]): void {
	const left = around.find((one) => one.isConnected);
	if (!(left instanceof HTMLElement) || left === document.body) return;
	if (left.tabIndex < 0) left.tabIndex = -1;
	left.focus({ preventScroll: true });
}
