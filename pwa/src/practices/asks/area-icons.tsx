/** An icon for each area of asks, drawn by Lucide (ISC licence). */

import { type IconProps, icon } from "../../ui/icon";
import { TalkIcon } from "../../ui/place-icons";
import type { Area } from "./state";

export const AREA_ICONS: Readonly<Record<Area, (props: IconProps) => preact.JSX.Element>> = {
	talk: TalkIcon,
	// wallet
	money: icon(
		<>
			<path d="M19 7V4a1 1 0 0 0-1-1H5a2 2 0 0 0 0 4h15a1 1 0 0 1 1 1v4h-3a2 2 0 0 0 0 4h3a1 1 0 0 0 1-1v-2a1 1 0 0 0-1-1" />
			<path d="M3 5v14a2 2 0 0 0 2 2h15a1 1 0 0 0 1-1v-4" />
		</>,
	),
	// sofa
	touch: icon(
		<>
			<path d="M20 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v3M4 18v2M20 18v2M12 4v9" />
			<path d="M2 16a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-5a2 2 0 0 0-4 0v1.5a.5.5 0 0 1-.5.5h-11a.5.5 0 0 1-.5-.5V11a2 2 0 0 0-4 0z" />
		</>,
	),
	// moon
	intimacy: icon(
		<path d="M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401" />,
	),
	// feather
	share: icon(
		<path d="M14.086 18.412A2 2 0 0 1 12.67 19H5v-7.672a2 2 0 0 1 .586-1.414L11.75 3.75a6 6 0 1 1 8.49 8.49zM16 8 2 22M17.488 15H9" />,
	),
};
