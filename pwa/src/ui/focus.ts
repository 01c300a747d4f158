/** Keeps the focus near when the focused element disappears, such as an answered card or a finished step. */

import { useEffect } from "preact/hooks";

/** Watches the focus while the component is mounted. */
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

/** An element and its ancestors, innermost first. */
export function ancestors(target: EventTarget | null): readonly Element[] {
	const found: Element[] = [];
	for (let one = target instanceof Element ? target : null; one; one = one.parentElement) found.push(one);
	return found;
}

/** Focuses the first of these elements that is still in the page, below the body. */
export function focusFirstLeft(around: readonly Element[]): void {
	const left = around.find((one) => one.isConnected);
	if (!(left instanceof HTMLElement) || left === document.body) return;
	if (left.tabIndex < 0) left.tabIndex = -1;
	left.focus({ preventScroll: true });
}
