/** From one month or season to the next: a heading between two links, each named after where it leads. */

import { BackIcon, OnIcon } from "../../../ui/icons";

interface Place {
	readonly href: string;
	readonly name: string;
}

interface StepsProps {
	/** What one steps through. */
	readonly label: string;
	/** Of the heading. */
	readonly id: string;
	readonly now: string;
	readonly earlier: Place;
	/** None from the current one on. */
	readonly later: Place | null;
}

export function Steps({ label, id, now, earlier, later }: StepsProps) {
	return (
		<nav class="days-steps" aria-label={label}>
			<a class="icon-btn" href={earlier.href} aria-label={earlier.name}>
				<BackIcon />
			</a>
			<h2 id={id} aria-live="polite">
				{now}
			</h2>
			{later && (
				<a class="icon-btn later" href={later.href} aria-label={later.name}>
					<OnIcon />
				</a>
			)}
		</nav>
	);
}
