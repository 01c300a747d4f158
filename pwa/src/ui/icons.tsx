/** The icons in use, from Lucide (ISC licence), inlined so that they need no request and no font. */

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

export const ExitIcon = icon(<path d="m16 17 5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" />);
export const HelpIcon = icon(
	<>
		<circle cx="12" cy="12" r="10" />
		<path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01" />
	</>,
);
export const CloseIcon = icon(<path d="M18 6 6 18M6 6l12 12" />);
export const BackIcon = icon(<path d="m12 19-7-7 7-7M19 12H5" />);
export const OnIcon = icon(<path d="m9 18 6-6-6-6" />);
export const DownIcon = icon(<path d="m6 9 6 6 6-6" />);
export const PlusIcon = icon(<path d="M5 12h14M12 5v14" />);
export const CheckIcon = icon(<path d="M20 6 9 17l-5-5" />);
export const PauseIcon = icon(<path d="M8.5 5v14M15.5 5v14" stroke-width="3.5" />);
export const WaitIcon = icon(
	<>
		<circle cx="12" cy="12" r="10" />
		<path d="M12 6v6l4 2" />
	</>,
);
export const PersonIcon = icon(
	<>
		<circle cx="12" cy="8" r="5" />
		<path d="M20 21a8 8 0 0 0-16 0" />
	</>,
);
