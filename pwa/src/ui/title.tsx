/** The heading of a screen. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";

/** Focused, so that a screen reader announces the new screen. */
export function Title({ children, hidden }: { readonly children: ComponentChildren; readonly hidden?: boolean }) {
	const heading = useRef<HTMLHeadingElement>(null);
	const { url } = useLocation();
	const opened = useRef(url);
	useLayoutEffect(() => {
		if (arrived || opened.current !== url) heading.current?.focus({ preventScroll: true });
		arrived = true;
	}, [url]);
	return (
		<h1 ref={heading} tabIndex={-1} class={hidden ? "only-read" : undefined}>
			{children}
		</h1>
	);
}

/** On the first screen the focus stays where the browser puts it. */
let arrived = false;
