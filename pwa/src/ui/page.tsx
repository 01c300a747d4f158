/** A screen under the header: a Back link, a heading that receives the focus, and the content. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { m } from "../paraglide/messages.js";
import { BackIcon } from "./icons";

interface PageProps {
	readonly title: string;
	/** The target of "Back"; none on the screens of the bottom bar. */
	readonly back?: string;
	/** One or two sentences under the heading. */
	readonly lead?: string;
	readonly children: ComponentChildren;
}

export function Page({ title, back, lead, children }: PageProps) {
	return (
		<div class="page">
			{back && (
				<a class="icon-btn back" href={back} aria-label={m.back()}>
					<BackIcon />
				</a>
			)}
			<div class="page-head">
				<Title>{title}</Title>
				{lead && <p class="soft">{lead}</p>}
			</div>
			{children}
		</div>
	);
}

/** The heading of a screen, focused so that a screen reader announces the new screen. */
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
