/** How an icon is drawn. */

import type { ComponentChildren } from "preact";

export interface IconProps {
	/** Size in rem; default 1.5. */
	readonly size?: number;
}

/** Draws an icon. It is decoration: its control has the accessible name. */
export function icon(drawing: ComponentChildren): (props: IconProps) => preact.JSX.Element {
	return ({ size = 1.5 }) => (
		<svg
			width={`${size}rem`}
			height={`${size}rem`}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width="1.75"
			stroke-linecap="round"
			stroke-linejoin="round"
			aria-hidden="true"
		>
			{drawing}
		</svg>
	);
}
