/** The logo's two circles, small. */

import type { Said } from "./store";

interface CirclesProps {
	readonly mine?: Said["state"] | undefined;
	readonly theirs?: Said["state"] | undefined;
}

/** A full circle is ready, a dashed one maybe; both share the middle. */
export function Circles({ mine: me, theirs: partner }: CirclesProps) {
	return (
		<svg class="ready-circles" viewBox="0 0 44 28" aria-hidden="true">
			<circle class={`clay ${me ?? "unsaid"}`} cx="15" cy="14" r="12" />
			<circle class={`sea ${partner ?? "unsaid"}`} cx="29" cy="14" r="12" />
			{me === "ready" && partner === "ready" && (
				<path class="lens" d="M22 4.25a12 12 0 0 1 0 19.5a12 12 0 0 1 0-19.5z" />
			)}
		</svg>
	);
}
