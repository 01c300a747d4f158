/** A hint on Today: one line that leads somewhere or opens in its place, and a cross that puts it away. */

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { CloseIcon, OnIcon } from "./icons";
import { putAway } from "./later";
import "./hint.css";

interface HintProps {
	/** Marks it as put away, as in later.ts. */
	readonly name: string;
	readonly title: string;
}

/** A hint whose line is a link. */
export function HintLink({ name, title, href }: HintProps & { readonly href: string }) {
	return (
		<Line name={name}>
			<a href={href}>
				{title}
				<OnIcon size={1.25} />
			</a>
		</Line>
	);
}

interface OpeningProps extends HintProps {
	/** Whether it is open at first. */
	readonly open?: boolean;
	readonly children: ComponentChildren;
}

/** A hint that opens below its line. */
export function HintToOpen({ name, title, open = false, children }: OpeningProps) {
	const [shown, show] = useState(open);
	const more = useId();
	return (
		<Line name={name} more={shown && <div id={more}>{children}</div>}>
			<button type="button" aria-expanded={shown} aria-controls={more} onClick={() => show(!shown)}>
				{title}
				<OnIcon size={1.25} />
			</button>
		</Line>
	);
}

interface LineProps {
	readonly name: string;
	readonly more?: ComponentChildren;
	readonly children: ComponentChildren;
}

function Line({ name, more, children }: LineProps) {
	const title = useId();
	return (
		<article class="card hint-card">
			<h2 id={title}>{children}</h2>
			<button
				type="button"
				class="icon-btn"
				aria-label={m.not_now()}
				aria-describedby={title}
				onClick={() => putAway(name)}
			>
				<CloseIcon size={1} />
			</button>
			{more}
		</article>
	);
}
