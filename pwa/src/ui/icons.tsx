/**
 * The icons in use, from Lucide (ISC licence), inlined so that they need no request and no font; those of the safe
 * corner are there.
 */

import { icon } from "./icon";

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
